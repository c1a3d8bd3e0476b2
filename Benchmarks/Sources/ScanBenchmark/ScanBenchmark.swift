import CAllocationCount
import CScan
import LMDB

/// Scans a store of 100,000 records through the Swift binding, or through the same loop in C.
///
///     ScanBenchmark create DIR                    makes the store
///     ScanBenchmark swift|c DIR ROUNDS            scans it; prints the sum, and the allocations of the scans alone
@main
enum ScanBenchmark {
    static let recordCount = 100_000

    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("create", 3): try create(arguments[2])
        case ("swift", 4): try scan(arguments[2], rounds: Int(arguments[3]) ?? 1)
        case ("c", 4): print(unsafe c_scan(arguments[2], Int32(arguments[3]) ?? 1))
        default: fatalError("usage: ScanBenchmark create DIR | swift DIR ROUNDS | c DIR ROUNDS")
        }
    }

    /// Records as a store has them: a key of 16 bytes in ascending order, a value of 64 bytes.
    static func create(_ path: String) throws {
        let environment = try Environment(path: path, configuration: .init(mode: .create, tables: ["records"]))
        let records = try environment.table(named: "records")
        try environment.write { transaction in
            for number in 0..<recordCount {
                let key = bytes(UInt64(number)) + bytes(UInt64(number))
                let value = (0..<8).flatMap { bytes(UInt64(number) &* 0x9E37_79B9 &+ $0) }
                try transaction.append(value.span, for: key.span, in: records)
            }
        }
    }

    static func scan(_ path: String, rounds: Int) throws {
        let environment = try Environment(path: path, configuration: .init(mode: .readOnly, tables: ["records"]))
        let records = try environment.table(named: "records")
        let before = allocation_count()
        let sum = try environment.read { snapshot in
            var sum: UInt64 = 0
            for _ in 0..<rounds { sum &+= try sumOfFirstBytes(snapshot, records) }
            return sum
        }
        print(sum, "allocations", allocation_count() - before)
    }

    static func sumOfFirstBytes(_ snapshot: borrowing ReadTransaction, _ records: Table) throws(LMDBError) -> UInt64 {
        var cursor = try snapshot.cursor(over: records)
        var sum: UInt64 = 0
        while let entry = try cursor.advance() {
            let value = entry.value
            var number: UInt64 = 0
            for index in 0..<8 { number = number << 8 | UInt64(value[index]) }
            sum &+= number
        }
        return sum
    }

    static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
