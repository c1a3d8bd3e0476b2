package import Catalogue

/// One request, free of any web framework.
package struct WebRequest: Sendable {
    /// The method: `GET`, `HEAD`, `POST` or what was sent.
    package var method: String
    /// The path without the query.
    package var path: String
    /// The undecoded query; nil when there is none.
    package var query: String?
    /// The header fields in order, names in lower case, `host` included as often as it was sent.
    package var headers: [(name: String, value: String)]
    /// The body; empty where there is none.
    package var body: [UInt8]

    /// A request as it came in.
    package init(
        method: String, path: String, query: String? = nil, headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// All values of a header field.
    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// A header field that must not stand twice; nil when it is missing or stands twice.
    func only(_ name: String) -> String? {
        let values = values(name)
        return values.count == 1 ? values[0] : nil
    }

    /// The language asked for: `?lang=`, else the first known one of `Accept-Language`, else German.
    package var language: Language {
        if let asked = FormText.parse(query ?? "")?.first(where: { $0.name == "lang" })?.value,
            let language = Language(rawValue: asked)
        {
            return language
        }
        let accepted = (only("accept-language") ?? "").lowercased().split(separator: ",")
        for item in accepted.prefix(20) {
            let tag = item.split(separator: ";").first?.split(separator: "-").first.map(String.init) ?? ""
            if let language = Language(rawValue: tag.filter { $0 != " " }) { return language }
        }
        return .de
    }

    /// One field of the query; nil when it is missing or unreadable.
    func parameter(_ name: String) -> String? {
        FormText.parse(query ?? "")?.first { $0.name == name }?.value
    }
}

/// One response, free of any web framework.
package struct WebResponse: Sendable {
    /// The status code.
    package var status: Int
    /// The header fields of this response; those that every response carries are added by ``SecurityHeaders``.
    package var headers: [(name: String, value: String)]
    /// The body.
    package var body: String

    /// A response with a body.
    package init(_ status: Int, type: String, body: String, headers: [(name: String, value: String)] = []) {
        self.status = status
        self.headers = [("content-type", type)] + headers
        self.body = body
    }

    /// A page.
    static func page(_ html: String, status: Int = 200, _ language: Language) -> WebResponse {
        WebResponse(
            status, type: "text/html; charset=utf-8", body: html, headers: [("content-language", language.rawValue)])
    }

    /// The address to go to next.
    static func seeOther(_ location: String, headers: [(name: String, value: String)] = []) -> WebResponse {
        WebResponse(303, type: "text/plain; charset=utf-8", body: "", headers: [("location", location)] + headers)
    }

    /// A page that says what went wrong, in the language of the request.
    static func failure(_ status: Int, _ request: WebRequest, name: String = "Paktwerk") -> WebResponse {
        let language = request.language
        let main = Templates.render(
            "error",
            [
                "t": Words.texts(language), "lang": language.rawValue,
                "text": Words.text(Words.all["error\(status)"] == nil ? "error500" : "error\(status)", language),
            ])
        let html = PageFrame(
            title: Words.text("errorTitle", language) + " – " + name, name: name, style: "plain", main: main,
            language: language, path: "/"
        ).html
        return page(html, status: status, language)
    }
}

/// The header fields that every response carries.
package enum SecurityHeaders {
    /// No scripts, no frames, no foreign sources; forms go to this site alone.
    package static let contentSecurityPolicy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; \
        base-uri 'none'
        """

    /// All of them. Header fields that would open the site to others (`Access-Control-…`) are not among them.
    package static let fields: [(name: String, value: String)] = [
        ("content-security-policy", contentSecurityPolicy), ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ]
}

/// Limits of the web pages; every one with its reason.
package enum WebLimits {
    /// All header fields of a request in bytes (A51): browsers send about 1 KiB.
    package static let maximumHeaderByteCount = 8 << 10
    /// The number of header fields: browsers send about 15.
    package static let maximumHeaderCount = 100
    /// The address with its query, in bytes: ours are below 100.
    package static let maximumTargetByteCount = 2 << 10
    /// The body of a form, in bytes: the measure form is below 2 KiB.
    package static let maximumBodyByteCount = 16 << 10
    /// Fields of a form or a query.
    package static let maximumFieldCount = 32
    /// Open connections at a time; further ones wait in the kernel's queue.
    package static let maximumConnectionCount = 256
    /// Seconds until a connection that has not sent a whole request head is closed.
    package static let idleSeconds = 20
    /// Seconds for a whole body, counted from its first byte.
    package static let bodySeconds = 10
}

/// `application/x-www-form-urlencoded`, read strictly.
package enum FormText {
    /// The fields in order; nil when an escape is broken, the text is not UTF-8 or there are too many fields.
    package static func parse(_ text: String) -> [(name: String, value: String)]? {
        var result: [(name: String, value: String)] = []
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard result.count < WebLimits.maximumFieldCount else { return nil }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0]), let value = parts.count == 2 ? decoded(parts[1]) : "" else {
                return nil
            }
            result.append((name, value))
        }
        return result
    }

    private static func decoded(_ bytes: Substring.UTF8View) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                    return nil
                }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
