/// A moment in time, to the second.
public struct Instant: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let secondsSince1970: Int64

    /// A moment by its seconds since 1970-01-01T00:00:00Z.
    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// A moment of a day in UTC.
    public init(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        secondsSince1970 = Int64(date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
    }

    /// Reads RFC 3339 such as `2026-02-01T00:15:00+01:00` or `…Z`; nil for anything else.
    ///
    /// Seconds are required; a fraction of a second is refused, as is a time without an offset.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let date = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = CivilDate.digits(bytes[11..<13]), let minute = CivilDate.digits(bytes[14..<16]),
            let second = CivilDate.digits(bytes[17..<19]), hour < 24, minute < 60, second < 60,
            let offset = Self.offset(bytes[19...])
        else { return nil }
        let utc = Instant(date, hour: hour, minute: minute, second: second)
        secondsSince1970 = utc.secondsSince1970 - Int64(offset)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let zone = Array(bytes)
        if zone.count == 1 { return zone[0] == UInt8(ascii: "Z") || zone[0] == UInt8(ascii: "z") ? 0 : nil }
        guard zone.count == 6, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
            zone[3] == UInt8(ascii: ":"), let hour = CivilDate.digits(zone[1..<3]),
            let minute = CivilDate.digits(zone[4..<6]), hour < 24, minute < 60
        else { return nil }
        let seconds = hour * 3600 + minute * 60
        return zone[0] == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// The moments that are read from bytes: those whose day lies within ``CivilDate/years`` everywhere on earth.
    public static func isValid(secondsSince1970 seconds: Int64) -> Bool {
        (-25_566...84_369).contains(floorDivide(seconds, 86_400))
    }

    /// The moment `seconds` later.
    public func adding(seconds: Int64) -> Instant { Instant(secondsSince1970: secondsSince1970 + seconds) }

    /// The day and the second of the day at an offset to UTC, in seconds.
    func civil(offset: Int) -> (date: CivilDate, second: Int) {
        let local = secondsSince1970 + Int64(offset)
        let days = floorDivide(local, 86_400)
        return (CivilDate(daysSince1970: Int(days)), Int(local - days * 86_400))
    }

    /// The moment in UTC as `2026-01-31T23:00:00Z`.
    public var rfc3339: String { text(offset: 0) + "Z" }

    /// The moment at an offset to UTC, in seconds, as `2026-02-01T00:00:00+01:00`.
    public func rfc3339(offset: Int) -> String {
        let minutes = abs(offset) / 60
        return text(offset: offset) + (offset < 0 ? "-" : "+") + "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    private func text(offset: Int) -> String {
        let (date, second) = civil(offset: offset)
        return "\(date)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }
}

extension Instant: Comparable {
    /// Whether one moment lies before the other.
    public static func < (left: Instant, right: Instant) -> Bool { left.secondsSince1970 < right.secondsSince1970 }
}

extension Instant: CustomStringConvertible {
    /// The moment in UTC, RFC 3339.
    public var description: String { rfc3339 }
}

/// Division that rounds towards minus infinity, for days before 1970.
func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}
