/// The colours of the pages, light and dark; the contrast of every pair in use is computed by a test.
package struct Palette: Hashable, Sendable {
    /// A colour as red, green and blue, 0 to 255.
    package struct Colour: Hashable, Sendable {
        package let red: UInt8
        package let green: UInt8
        package let blue: UInt8

        init(_ value: UInt32) {
            red = UInt8(truncatingIfNeeded: value >> 16)
            green = UInt8(truncatingIfNeeded: value >> 8)
            blue = UInt8(truncatingIfNeeded: value)
        }

        /// The colour as a stylesheet writes it.
        package var css: String {
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// The colours by name; both palettes have the same names.
    package let colours: [String: Colour]

    /// For light surroundings and for print.
    package static let light = Palette(colours: [
        "paper": Colour(0xFFFFFF), "tint": Colour(0xF2F6F5), "raised": Colour(0xFFFFFF), "ink": Colour(0x17262B),
        "muted": Colour(0x4A5B61), "link": Colour(0x075E66), "rule": Colour(0xD3DDDC), "control": Colour(0x6A7C82),
        "band": Colour(0x0B4A50), "onBand": Colour(0xFFFFFF), "onBandMuted": Colour(0xCFE3E3),
        "button": Colour(0x075E66), "onButton": Colour(0xFFFFFF), "actual": Colour(0x075E66),
        "target": Colour(0x9A4F00), "barOther": Colour(0x5E7780), "barRenewable": Colour(0x2B7A4B),
        "good": Colour(0x1D6A3C), "goodTint": Colour(0xE7F3EB), "bad": Colour(0x9C2318), "badTint": Colour(0xFBEBE8),
        "wait": Colour(0x7A4B00), "waitTint": Colour(0xFBF2E0), "focus": Colour(0x9A4F00),
    ])

    /// For dark surroundings.
    package static let dark = Palette(colours: [
        "paper": Colour(0x10181B), "tint": Colour(0x172226), "raised": Colour(0x1C292D), "ink": Colour(0xE6EDEE),
        "muted": Colour(0xA8B8BC), "link": Colour(0x76D0D2), "rule": Colour(0x2F3F44), "control": Colour(0x84979D),
        "band": Colour(0x0A3438), "onBand": Colour(0xF2F8F8), "onBandMuted": Colour(0xB5D0D1),
        "button": Colour(0x76D0D2), "onButton": Colour(0x06262A), "actual": Colour(0x76D0D2),
        "target": Colour(0xF0B35E), "barOther": Colour(0x8CA3AB), "barRenewable": Colour(0x6CC591),
        "good": Colour(0x84D9A4), "goodTint": Colour(0x14301F), "bad": Colour(0xFFA094), "badTint": Colour(0x3A1B18),
        "wait": Colour(0xF2C27A), "waitTint": Colour(0x33270F), "focus": Colour(0xF0B35E),
    ])

    /// Text on the surfaces it stands on; each pair must reach 4.5 : 1 (WCAG 2.1, 1.4.3).
    package static let textPairs: [(text: String, surface: String)] = [
        ("ink", "paper"), ("ink", "tint"), ("ink", "raised"), ("muted", "paper"), ("muted", "tint"),
        ("muted", "raised"), ("link", "paper"), ("link", "tint"), ("link", "raised"), ("onBand", "band"),
        ("onBandMuted", "band"), ("onButton", "button"), ("actual", "paper"), ("target", "paper"), ("good", "goodTint"),
        ("ink", "goodTint"), ("bad", "badTint"), ("ink", "badTint"), ("wait", "waitTint"), ("ink", "waitTint"),
        ("bad", "tint"), ("good", "paper"), ("good", "raised"), ("muted", "goodTint"), ("link", "badTint"),
        ("good", "tint"),
    ]

    /// Lines, marks, borders of controls and the focus ring; each pair must reach 3 : 1 (WCAG 2.1, 1.4.11).
    package static let graphicPairs: [(text: String, surface: String)] = [
        ("actual", "paper"), ("target", "paper"), ("barOther", "tint"), ("barRenewable", "tint"), ("control", "paper"),
        ("control", "tint"), ("control", "raised"), ("focus", "paper"), ("focus", "tint"), ("focus", "raised"),
        ("onBand", "band"),
    ]

    /// The colours as custom properties of a stylesheet.
    var css: String {
        colours.sorted { $0.key < $1.key }.map { "--\($0.key): \($0.value.css);" }.joined(separator: " ")
    }
}
