// Expected: accessor cannot return a ~Escapable result
import LMDB

final class Keeper {
    var value: Span<UInt8>?
}
