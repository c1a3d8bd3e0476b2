import Catalogue
import Mustache

/// The pages' templates, parsed once.
///
/// Each begins with the content type of ``PageContentType``; without it the template engine would fall back to its own
/// escaping, which a combining mark after a quotation mark gets past.
package enum Templates {
    /// Every template by name.
    package static let sources: [String: String] = [
        "layout": layoutTemplate, "public": publicTemplate, "local": localTemplate, "desk": deskTemplate,
        "path": pathTemplate, "error": errorTemplate, "accessibility": accessibilityTemplate,
    ]

    private static let library: MustacheLibrary = {
        MustacheContentTypes.register(PageContentType(), named: PageContentType.name)
        var library = MustacheLibrary()
        for (name, source) in sources {
            do {
                try library.register(source, named: name)
            } catch {
                preconditionFailure("template \(name): \(error)")
            }
        }
        return library
    }()

    /// The text of one template filled with values.
    ///
    /// - Precondition: the template exists.
    static func render(_ name: String, _ values: [String: Any]) -> String {
        guard let text = library.render(pruned(values), withTemplate: name) else {
            preconditionFailure("no template named \(name)")
        }
        return text
    }

    /// Without empty texts: to the engine an empty text is something, to a page it is nothing to show.
    private static func pruned(_ values: [String: Any]) -> [String: Any] {
        values.compactMapValues { value in
            switch value {
            case let text as String: text.isEmpty ? nil : text
            case let items as [[String: Any]]: items.map(pruned)
            default: value
            }
        }
    }
}

/// A finished page: what goes into the frame that all pages share.
struct PageFrame {
    /// The text of the title bar and of bookmarks; different for each page.
    var title: String
    /// The name shown in the header.
    var name: String
    /// Which page it is; a class of the body.
    var style: String
    /// Links to the page's sections: id and name.
    var sections: [(id: String, name: String)] = []
    /// The finished HTML of the main part.
    var main: String
    /// The language shown.
    var language: Language
    /// The path of this page, for the link to the other language.
    var path: String
    /// Finished HTML of the footer.
    var footer: [[String: Any]] = []

    /// The whole HTML document.
    var html: String {
        let other: Language = language == .de ? .en : .de
        return Templates.render(
            "layout",
            [
                "t": Words.texts(language), "lang": language.rawValue, "other": other.rawValue, "title": title,
                "name": name, "style": style, "path": path, "main": main,
                "hasSections": !sections.isEmpty,
                "sections": sections.map { ["id": $0.id, "name": $0.name] as [String: Any] },
                "hasFooter": !footer.isEmpty, "footer": footer,
            ])
    }
}

private let layoutTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{title}}</title>
    <link rel="stylesheet" href="/style.css">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    </head>
    <body class="{{style}}">
    <a class="skip" href="#main">{{t.skip}}</a>
    <header class="top"><div class="band">
    <p class="brand"><a href="/?lang={{lang}}">{{name}}</a></p>
    {{#hasSections}}
    <nav class="sections" aria-label="{{t.sections}}"><ul>
    {{#sections}}<li><a href="#{{id}}">{{name}}</a></li>
    {{/sections}}
    </ul></nav>
    {{/hasSections}}
    <nav class="languages" aria-label="{{t.languages}}"><a href="{{path}}?lang={{other}}" lang="{{other}}" \
    hreflang="{{other}}">{{t.otherLanguage}}</a></nav>
    </div></header>
    <main id="main" tabindex="-1">
    {{{main}}}
    </main>
    <footer class="bottom"><div class="band">
    <p>{{name}}</p>
    {{#hasFooter}}<ul>
    {{#footer}}<li>{{#href}}<a href="{{href}}">{{text}}</a>{{/href}}{{^href}}{{text}}{{/href}}</li>
    {{/footer}}
    </ul>{{/hasFooter}}
    </div></footer>
    </body>
    </html>

    """

/// The chart of a path with its table; used by the public and the local page.
private let pathTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    {{#hasPath}}
    <div class="chart-and-table">
    <figure class="chart">
    {{{chartWide}}}
    {{{chartNarrow}}}
    <figcaption>{{summary}}</figcaption>
    </figure>
    <div class="scroll" role="region" aria-labelledby="path-caption" tabindex="0">
    <table>
    <caption id="path-caption"><span>{{caption}}</span></caption>
    <thead><tr><th scope="col">{{t.year}}</th><th scope="col" class="number">{{t.pathTarget}}</th>\
    <th scope="col" class="number">{{t.pathActual}}</th><th scope="col" class="number">{{t.pathDifference}}</th>\
    </tr></thead>
    <tbody>
    {{#years}}<tr><th scope="row">{{year}}</th><td class="number">{{target}}</td><td class="number{{actualStyle}}">\
    {{actual}}</td>\
    <td class="number">{{difference}}</td></tr>
    {{/years}}
    </tbody>
    </table>
    </div>
    </div>
    {{/hasPath}}
    {{^hasPath}}<p class="empty">{{t.pathEmpty}}</p>{{/hasPath}}
    """

private let errorTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <section class="hero"><div class="band">
    <h1>{{t.errorTitle}}</h1>
    <p class="lead">{{text}}</p>
    <p><a href="/?lang={{lang}}">{{t.errorBack}}</a></p>
    </div></section>
    """

private let accessibilityTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <section class="hero"><div class="band">
    <h1>{{t.accessibilityTitle}}</h1>
    <p class="lead">{{t.accessibilityLead}}</p>
    </div></section>
    <section><div class="band prose">
    <h2>{{t.accessibilityState}}</h2>
    <p>{{t.accessibilityStateText}}</p>
    <h2>{{t.accessibilityLimits}}</h2>
    <ul><li>{{t.accessibilityLimitCharts}}</li><li>{{t.accessibilityLimitSign}}</li></ul>
    <h2>{{t.accessibilityContact}}</h2>
    <p>{{t.accessibilityContactText}} {{#mail}}<a href="mailto:{{mail}}">{{mail}}</a>{{/mail}}\
    {{^mail}}{{t.accessibilityOffice}}{{/mail}}</p>
    <h2>{{t.accessibilityBody}}</h2>
    <p>{{t.accessibilityBodyText}}</p>
    </div></section>
    """
