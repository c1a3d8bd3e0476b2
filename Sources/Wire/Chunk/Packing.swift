/// How the entries of a chunk are packed. Numbers from 2 are reserved for packing by columns.
enum Packing: UInt8 {
    /// The entries as they are.
    case raw = 0
    /// Raw deflate with preset dictionary 1.
    case deflate = 1
}
