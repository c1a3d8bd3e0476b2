import Wire

/// One file of examples: what it is about and the examples themselves.
struct VectorFile {
    let name: String
    let about: String
    var vectors: [JSON] = []

    init(_ name: String, about: String) {
        self.name = name
        self.about = about
    }

    /// Adds an example that must be accepted.
    mutating func good(_ name: String, _ fields: [(String, JSON)]) {
        vectors.append(.object([("name", .text(name))] + fields))
    }

    /// Adds an example that must be refused, and makes sure that it is, for this reason.
    mutating func bad(
        _ name: String, _ bytes: [UInt8], as key: String, _ code: WireError.Code, _ more: [(String, JSON)] = [],
        read: ([UInt8]) throws -> Void
    ) {
        do {
            try read(bytes)
            preconditionFailure("\(self.name): \(name) is accepted")
        } catch {
            let found = (error as? WireError)?.code
            precondition(found == code, "\(self.name): \(name) is refused as \(String(describing: error))")
        }
        vectors.append(
            .object([("name", .text(name)), (key, .hex(bytes)), ("error", .text(code.rawValue))] + more))
    }

    var text: String {
        JSON.object([("about", .text(about)), ("vectors", .list(vectors))]).written() + "\n"
    }
}
