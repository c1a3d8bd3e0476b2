// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that measuring costs nobody else a build.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "paktwerk", path: "..")],
    targets: [
        .target(name: "CScan", linkerSettings: [.linkedLibrary("lmdb")]),
        .target(name: "CAllocationCount"),
        .executableTarget(
            name: "ScanBenchmark",
            dependencies: [.product(name: "LMDB", package: "paktwerk"), "CScan", "CAllocationCount"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ]),
    ]
)
