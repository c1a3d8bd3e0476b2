/// What was wrong with bytes that were read, or with values that were to be written.
///
/// The codes are stable: programs, tests and the specification name them.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public let code: Code

    /// The offset of the first bad byte in the bytes handed to the parser, or 0 when it is not known.
    public let offset: Int

    /// The part of the format being read, such as `hello.digest`, or empty.
    public let context: String

    /// Makes an error.
    public init(_ code: Code, offset: Int = 0, context: String = "") {
        self.code = code
        self.offset = offset
        self.context = context
    }

    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The bytes end inside an item.
        case truncated
        /// Bytes follow where the item should have ended.
        case trailingBytes
        /// An integer or a length is written longer than necessary.
        case notMinimal
        /// A length is left open.
        case indefiniteLength
        /// The initial byte has no meaning in CBOR.
        case malformed
        /// A map's keys are not in ascending order.
        case unsortedMap
        /// A map has one key twice.
        case duplicateKey
        /// A text is not valid UTF-8.
        case invalidText
        /// A floating-point number: quantities are decimals here.
        case floatingPoint
        /// A simple value other than false, true and null.
        case simpleValue
        /// Arrays, maps and tags are nested too deeply.
        case tooDeep
        /// There are more elements than the limit allows.
        case tooMany
        /// There are more bytes than the limit allows.
        case tooLarge
        /// An item has another type than the format says.
        case wrongType
        /// An array has another number of elements than the format says.
        case wrongCount
        /// A byte string has another length than the format says.
        case wrongLength
        /// A number or a choice lies outside of what the format allows.
        case wrongValue
        /// The same meaning has a shorter form, which is the only one allowed.
        case notCanonical
        /// A message type that must be understood is not known.
        case unknownMessage
        /// A packing this version does not know.
        case unknownPacking
        /// The compressed bytes are damaged, or bytes follow their end.
        case corruptPacking
        /// The unpacked bytes are more or fewer than was promised.
        case rawSizeMismatch
        /// The unpacked entries are more or fewer than was promised.
        case entryCountMismatch
        /// A chunk reaches over the end of its run.
        case crossesRun
        /// A chunk that begins a run comes without seeds, or another chunk comes with them.
        case misplacedSeeds
    }

    /// A sentence for a log or a terminal, in English.
    public var description: String {
        let place = context.isEmpty ? "byte \(offset)" : "\(context), byte \(offset)"
        return "\(Self.sentence(code)) (\(code.rawValue), \(place))"
    }

    private static func sentence(_ code: Code) -> String {
        switch code {
        case .truncated: "The bytes end before the item is complete"
        case .trailingBytes: "Bytes follow the end of the item"
        case .notMinimal: "A number is written longer than necessary"
        case .indefiniteLength: "Items of indefinite length are not allowed"
        case .malformed: "This is not CBOR"
        case .unsortedMap: "The keys of a map are not in ascending order"
        case .duplicateKey: "A map has the same key twice"
        case .invalidText: "A text is not valid UTF-8"
        case .floatingPoint: "Floating-point numbers are not allowed; use a decimal"
        case .simpleValue: "Only the simple values false, true and null are allowed"
        case .tooDeep: "Items are nested deeper than \(Limits.maximumNesting) levels"
        case .tooMany: "There are more elements than the limit allows"
        case .tooLarge: "There are more bytes than the limit allows"
        case .wrongType: "An item has the wrong type"
        case .wrongCount: "An array has the wrong number of elements"
        case .wrongLength: "A byte string has the wrong length"
        case .wrongValue: "A value is outside of what is allowed"
        case .notCanonical: "A value is not in its only allowed form"
        case .unknownMessage: "The peer sent a message this version must understand and does not know"
        case .unknownPacking: "A chunk is packed in a way this version does not know"
        case .corruptPacking: "The packed bytes of a chunk are damaged"
        case .rawSizeMismatch: "A chunk unpacks to another size than it promised"
        case .entryCountMismatch: "A chunk holds another number of entries than it promised"
        case .crossesRun: "A chunk reaches over the end of its run"
        case .misplacedSeeds: "Seeds belong to the first chunk of a run, and only there"
        }
    }
}
