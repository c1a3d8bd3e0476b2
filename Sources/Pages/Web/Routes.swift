import Catalogue

/// What all sites answer alike.
enum Routes {
    /// The methods that only read.
    static let reading: Set<String> = ["GET", "HEAD"]

    /// The stylesheet and the icon; nil for every other path.
    static func fixed(_ path: String) -> WebResponse? {
        let headers = [(name: "cache-control", value: "public, max-age=3600")]
        return switch path {
        case "/style.css": WebResponse(200, type: "text/css; charset=utf-8", body: Stylesheet.css, headers: headers)
        case "/icon.svg": WebResponse(200, type: "image/svg+xml", body: Stylesheet.icon, headers: headers)
        default: nil
        }
    }

    /// The answer to a method that a path does not know.
    static func notAllowed(_ request: WebRequest, allow: String) -> WebResponse {
        var response = WebResponse.failure(405, request)
        response.headers.append(("allow", allow))
        return response
    }

    /// Pages whose owner alone may see them are kept nowhere.
    static func unshared(_ response: WebResponse) -> WebResponse {
        var response = response
        response.headers.append(("cache-control", "no-store"))
        return response
    }

    /// Pages for everyone may be kept for a minute, one for each language.
    static func shared(_ response: WebResponse) -> WebResponse {
        var response = response
        response.headers.append(("cache-control", response.status == 200 ? "public, max-age=60" : "no-store"))
        response.headers.append(("vary", "Accept-Language"))
        return response
    }
}
