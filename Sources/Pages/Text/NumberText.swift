package import Catalogue

/// Exact numbers, days and moments as people read them in German and English.
package enum NumberText {
    /// Canonical decimal text (`-1234.5`) with separators: `−1.234,5` in German, `−1,234.5` in English.
    ///
    /// Text that is no number is given back as it is.
    package static func localised(_ decimal: String, _ language: Language) -> String {
        let isNegative = decimal.hasPrefix("-")
        let parts = decimal.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        let isNumber =
            parts.count <= 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
        guard isNumber, let whole = parts.first else { return decimal }
        var result = isNegative ? "−" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result += language == .de ? "." : "," }
            result.append(digit)
        }
        if parts.count == 2 { result += (language == .de ? "," : ".") + parts[1] }
        return result
    }

    /// A count with separators.
    package static func count(_ value: Int, _ language: Language) -> String { localised(String(value), language) }

    /// All digits of a number; one whose decimals never end is rounded and marked with `≈`.
    package static func exact(_ value: Exact, _ language: Language) -> String {
        guard let text = value.decimalText else {
            return "≈\u{A0}" + localised(value.rounded(places: roundedPlaces), language)
        }
        return localised(text, language)
    }

    /// The decimals shown of a number whose decimals never end.
    private static let roundedPlaces = 3

    /// A number rounded half-up to `places` decimals.
    package static func rounded(_ value: Exact, places: Int, _ language: Language) -> String {
        localised(value.rounded(places: places), language)
    }

    /// A percentage to one decimal, without it when it is zero: `12,5 %`, `55 %`.
    ///
    /// - Parameter value: the percentage itself, 55 for 55 %.
    package static func percent(_ value: Exact, _ language: Language) -> String {
        let text = value.rounded(places: 1)
        let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return localised(short == "-0" ? "0" : short, language) + (language == .de ? "\u{A0}%" : "%")
    }

    /// A percentage with exactly one decimal, for columns that are read downwards: `16,0 %`.
    package static func percentInColumn(_ value: Exact, _ language: Language) -> String {
        localised(value.rounded(places: 1), language) + (language == .de ? "\u{A0}%" : "%")
    }

    /// A day: `22. November 2026` in German, `22 November 2026` in English.
    package static func day(_ date: CivilDate, _ language: Language) -> String {
        switch language {
        case .de: "\(date.day). \(germanMonths[date.month - 1]) \(date.year)"
        case .en: "\(date.day) \(englishMonths[date.month - 1]) \(date.year)"
        }
    }

    /// A moment in German local time: `22. November 2026, 14:51 Uhr`.
    package static func moment(_ instant: Instant, _ language: Language) -> String {
        day(BerlinTime.local(instant).date, language) + ", " + clock(instant, language)
    }

    /// A span of time; the day stands once when it begins and ends on the same one.
    package static func span(_ from: Instant, _ to: Instant, _ language: Language) -> (from: String, to: String) {
        let isOneDay = BerlinTime.local(from).date == BerlinTime.local(to).date
        return (moment(from, language), isOneDay ? clock(to, language) : moment(to, language))
    }

    private static func clock(_ instant: Instant, _ language: Language) -> String {
        let second = BerlinTime.local(instant).second
        return "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))" + (language == .de ? "\u{A0}Uhr" : "")
    }

    /// How long ago a moment was, in the largest fitting unit; a moment ahead of `now` is shown as now.
    package static func age(_ instant: Instant, now: Instant, _ language: Language) -> String {
        let seconds = max(0, now.secondsSince1970 - instant.secondsSince1970)
        func text(_ count: Int64, _ german: (String, String), _ english: (String, String)) -> String {
            switch language {
            case .de: "vor \(count) \(count == 1 ? german.0 : german.1)"
            case .en: "\(count) \(count == 1 ? english.0 : english.1) ago"
            }
        }
        switch seconds {
        case ..<60: return language == .de ? "gerade eben" : "just now"
        case ..<3600: return text(seconds / 60, ("Minute", "Minuten"), ("minute", "minutes"))
        case ..<86_400: return text(seconds / 3600, ("Stunde", "Stunden"), ("hour", "hours"))
        default: return text(seconds / 86_400, ("Tag", "Tagen"), ("day", "days"))
        }
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

/// The unit in which amounts of one chart or sentence are shown, chosen by the largest of them.
package struct DisplayScale: Hashable, Sendable {
    /// The power of ten of the base unit (kilogram, kilowatt hour) that makes one of the shown unit.
    package let exponent: Int
    /// The name of the unit.
    package let name: Label

    /// The scale for amounts of kilograms up to `largest`.
    package static func tonnes(upTo largest: Exact) -> DisplayScale {
        if largest >= Exact(mantissa: 1, exponent: 9) {
            return DisplayScale(exponent: 9, name: Label(de: "Mio.\u{A0}t", en: "million\u{A0}t"))
        }
        if largest >= Exact(mantissa: 1, exponent: 7) {
            return DisplayScale(exponent: 6, name: Label(de: "Tsd.\u{A0}t", en: "thousand\u{A0}t"))
        }
        return DisplayScale(exponent: 3, name: Label(de: "t", en: "t"))
    }

    /// The scale for amounts of kilowatt hours up to `largest`.
    package static func energy(upTo largest: Exact) -> DisplayScale {
        if largest >= Exact(mantissa: 1, exponent: 9) {
            return DisplayScale(exponent: 9, name: Label(de: "TWh", en: "TWh"))
        }
        if largest >= Exact(mantissa: 1, exponent: 6) {
            return DisplayScale(exponent: 6, name: Label(de: "GWh", en: "GWh"))
        }
        return DisplayScale(exponent: 3, name: Label(de: "MWh", en: "MWh"))
    }

    /// The amount in this unit, rounded to about three significant digits, without the unit's name.
    package func number(_ value: Exact, _ language: Language) -> String {
        let scaled = value.scaled(byPowerOfTen: -exponent)
        let magnitude = scaled.magnitude
        if scaled.isZero { return "0" }
        return NumberText.rounded(scaled, places: magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0, language)
    }

    /// The amount in this unit with the unit's name.
    package func text(_ value: Exact, _ language: Language) -> String {
        number(value, language) + "\u{A0}" + name[language]
    }
}
