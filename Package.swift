// swift-tools-version: 6.2
import PackageDescription

/// Every module of ours is built by the same rules; dependencies keep their own.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let certificates: [Target.Dependency] = [
    .product(name: "X509", package: "swift-certificates"),
    .product(name: "SwiftASN1", package: "swift-asn1"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let web: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "Mustache", package: "swift-mustache"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, at path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "paktwerk",
    products: [
        .library(name: "LMDB", targets: ["LMDB"]),
        .library(name: "PaktStore", targets: ["PaktStore", "Catalogue", "Wire"]),
        .library(name: "PaktSync", targets: ["NodeService", "SyncEngine", "SyncTransport"]),
        .library(name: "PaktHub", targets: ["HubService", "Figures"]),
        .executable(name: "pakt", targets: ["pakt"]),
        .executable(name: "pakt-hub", targets: ["pakt-hub"]),
        .executable(name: "pakt-admin", targets: ["pakt-admin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        library("LMDB", ["CLMDB"]),
        library("Wire", ["CZlib", crypto]),
        library("Catalogue", ["Wire", bigInt]),
        library("PaktStore", ["LMDB", "Wire", "Catalogue", "SyncEngine", crypto]),
        library("SyncEngine", ["Wire"]),
        library("SyncTransport", ["SyncEngine", "Wire", crypto, logging] + nio + certificates),
        library("Figures", ["Catalogue", "Wire"]),
        library("Pages", ["Catalogue", logging] + web),
        library(
            "HubService",
            ["PaktStore", "SyncEngine", "SyncTransport", "Figures", "Pages", "Catalogue", "Wire", crypto, logging]),
        library("NodeService", ["PaktStore", "SyncEngine", "SyncTransport", "Catalogue", "Wire"]),
        library(
            "CommandLineKit",
            ["NodeService", "PaktStore", "SyncTransport", "SyncEngine", "Catalogue", "Wire", arguments, crypto]),
        program(
            "pakt",
            [
                "CommandLineKit", "NodeService", "PaktStore", "SyncEngine", "SyncTransport", "Figures", "Pages",
                "Catalogue", "Wire",
                arguments, logging,
            ]),
        program(
            "pakt-hub",
            [
                "CommandLineKit", "HubService", "PaktStore", "SyncEngine", "SyncTransport", "Figures", "Pages",
                "Catalogue", "Wire",
                arguments, logging,
            ]),
        program(
            "pakt-admin", at: "Tools/pakt-admin",
            [
                "CommandLineKit", "HubService", "NodeService", "PaktStore", "SyncEngine", "LMDB", "Catalogue", "Wire",
                arguments,
            ]),
        program("vectors", at: "Tools/vectors/main", ["Wire", crypto]),
        .target(
            name: "TestSupport", dependencies: ["PaktStore", "Catalogue", "Wire"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("LMDBTests", ["LMDB"]),
        tests("WireTests", ["Wire", crypto]),
        tests("CatalogueTests", ["Catalogue", "Wire", bigInt]),
        tests("PaktStoreTests", ["LMDB", "SyncEngine", "PaktStore", "Catalogue", "Wire", "TestSupport", crypto]),
        tests("SyncEngineTests", ["SyncEngine", "Wire", crypto]),
        tests("SyncTransportTests", ["SyncTransport", "SyncEngine", "Wire", crypto, logging] + nio),
        tests("FiguresTests", ["Figures", "Catalogue", "Wire"]),
        tests("PagesTests", ["Pages", "Catalogue", logging, lifecycle] + nio),
        tests(
            "HubServiceTests",
            [
                "HubService", "NodeService", "PaktStore", "SyncEngine", "SyncTransport", "Figures", "Catalogue", "Wire",
                "TestSupport", crypto, logging,
            ]),
        tests("EndToEndTests", ["TestSupport", "Catalogue"]),
    ]
)
