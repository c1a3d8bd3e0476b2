extension Environment {
    /// How an environment is opened; passed once.
    public struct Configuration: Hashable, Sendable {
        /// What is expected to be in the folder, and what may be done with it.
        public enum Mode: Hashable, Sendable {
            /// Makes the folder and the data file; an existing data file is an error.
            case create
            /// Opens what `create` made, to read and write; never makes anything.
            case open
            /// Opens what `create` made, to read only.
            case readOnly
        }

        /// What is expected to be in the folder.
        public var mode: Mode

        /// The names of all tables, fixed for the life of the environment; 1 to 511 bytes of UTF-8 each.
        ///
        /// They are opened with the environment, so that no transaction can fail later for want of a table.
        public var tables: [String]

        /// The bytes of address space the map may grow to; not memory, and not disk.
        ///
        /// The default of 1 TiB is more than a store will need and a small part of the 128 TiB a process has, so that
        /// the map never has to be moved under its readers. Where the address space is limited, the size is halved
        /// until it fits; ``Environment/information()`` tells what was got.
        public var mapSize = defaultMapSize

        /// The most tables; a slot costs about a hundred bytes in each transaction.
        public var maximumTables = 32

        /// The most read transactions at one time, of all processes together; a slot costs 64 bytes of the lock file.
        ///
        /// The first process to open the environment decides.
        public var maximumReaders = 1024

        /// A configuration with the default limits.
        ///
        /// - Parameters:
        ///   - mode: What is expected to be in the folder.
        ///   - tables: The names of all tables.
        public init(mode: Mode, tables: [String]) {
            self.mode = mode
            self.tables = tables
        }
    }

    /// 1 TiB; see ``Configuration/mapSize``.
    public static let defaultMapSize = 1 << 40

    /// The least map a limited address space is halved down to, 1 MiB: below it nothing useful can be stored.
    static let leastMapSize = 1 << 20
}
