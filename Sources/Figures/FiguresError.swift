import Catalogue
import Wire

/// Why stored figures could not be read.
public struct FiguresError: Error, Hashable, Sendable {
    /// What went wrong, stable for scripts.
    public enum Code: String, Hashable, Sendable {
        /// The bytes are not what this module writes; the derived row must be rebuilt from the feeds.
        case malformed
        /// The bytes were written by another version of the fold; the derived row must be rebuilt from the feeds.
        case otherVersion = "other_version"
        /// The secret parameters of disclosure control are out of range.
        case badParameter = "bad_parameter"
    }

    /// What went wrong.
    public let code: Code
    /// The part that was being read.
    public let part: String

    init(_ code: Code, _ part: String) {
        self.code = code
        self.part = part
    }
}

extension FiguresError: CustomStringConvertible {
    /// What happened and what to do.
    public var description: String {
        switch code {
        case .malformed: "stored figures are damaged at \(part); rebuild them from the feeds"
        case .otherVersion: "stored figures were written by another version; rebuild them from the feeds"
        case .badParameter: "\(part) is out of range"
        }
    }
}

extension CBOR {
    func items(_ part: String) throws(FiguresError) -> [CBOR] {
        guard let items = arrayValue else { throw FiguresError(.malformed, part) }
        return items
    }

    func items(_ count: Int, _ part: String) throws(FiguresError) -> [CBOR] {
        guard let items = arrayValue, items.count == count else { throw FiguresError(.malformed, part) }
        return items
    }

    func text(_ part: String) throws(FiguresError) -> String {
        guard let text = textValue else { throw FiguresError(.malformed, part) }
        return text
    }

    func int(_ part: String) throws(FiguresError) -> Int {
        guard let integer else { throw FiguresError(.malformed, part) }
        return Int(integer)
    }

    func optionalInt(_ part: String) throws(FiguresError) -> Int? { isNull ? nil : try int(part) }

    func bool(_ part: String) throws(FiguresError) -> Bool {
        guard let bool = boolValue else { throw FiguresError(.malformed, part) }
        return bool
    }

    func exact(_ part: String) throws(FiguresError) -> Exact {
        guard let exact = Exact(rationalCBOR: self) else { throw FiguresError(.malformed, part) }
        return exact
    }

    func optionalExact(_ part: String) throws(FiguresError) -> Exact? { isNull ? nil : try exact(part) }

    static func optional(_ exact: Exact?) -> CBOR { exact.map(\.rationalCBOR) ?? .null }

    static func optional(_ integer: Int?) -> CBOR { integer.map { CBOR(Int64($0)) } ?? .null }
}
