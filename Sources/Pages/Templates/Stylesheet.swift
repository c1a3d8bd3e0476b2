/// The stylesheet of all pages, served at `/style.css`; the pages themselves carry no style.
package enum Stylesheet {
    /// The whole stylesheet.
    package static let css = """
        :root { color-scheme: light dark; \(Palette.light.css) }
        @media (prefers-color-scheme: dark) { :root { \(Palette.dark.css) } }
        \(base)\(frame)\(hero)\(tables)\(charts)\(cards)\(forms)\(narrow)
        @media print { :root { \(Palette.light.css) } }
        \(print)
        """

    /// The icon of the browser's tab: a path that falls to a goal.
    package static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" \
        fill="\(Palette.light.colours["band"]?.css ?? "#000")"/><path d="M6 9l7 6 5-2 8 10" fill="none" stroke="#fff" \
        stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/><circle cx="26" cy="23" r="2.6" \
        fill="\(Palette.dark.colours["target"]?.css ?? "#fff")"/></svg>
        """

    private static let base = """
        *, *::before, *::after { box-sizing: border-box; }
        html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6; overflow-wrap: break-word;
          font-family: "Source Sans 3", "Segoe UI", -apple-system, "Helvetica Neue", Roboto, "Noto Sans", Ubuntu,
          Cantarell, "Liberation Sans", Arial, sans-serif; font-size: 1.0625rem; }
        h1, h2, h3 { line-height: 1.2; font-weight: 650; text-wrap: balance; margin: 0; letter-spacing: -0.01em; }
        h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); max-width: 24em; }
        h2 { font-size: clamp(1.4rem, 1.15rem + 1vw, 1.85rem); }
        h3 { font-size: 1.2rem; }
        p { margin: 0; }
        a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
        a:hover { text-decoration-thickness: 0.14em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
        main:focus { outline: none; }
        code, .code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 0.875em; }
        code { background: var(--tint); border: 1px solid var(--rule); border-radius: 4px; padding: 0.1em 0.4em;
          overflow-wrap: anywhere; }
        .tinted code { background: var(--raised); }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """

    private static let frame = """
        .band { max-width: 72rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
        .skip { position: absolute; left: 0.5rem; top: -6rem; background: var(--paper); color: var(--link);
          padding: 0.75rem 1rem; z-index: 2; }
        .skip:focus { top: 0.5rem; }
        .top { background: var(--band); color: var(--onBand); }
        .top .band { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; align-items: center; padding-top: 0.75rem;
          padding-bottom: 0.75rem; }
        .top a { color: var(--onBand); text-decoration: none; display: inline-block; padding: 0.3rem 0; }
        .top a:hover { text-decoration: underline; }
        .top :focus-visible { outline-color: var(--onBand); }
        .brand { font-weight: 650; font-size: 1.125rem; }
        .sections { flex: 1 1 auto; } .public .sections { flex-basis: 100%; order: 3; }
        .sections ul { display: flex; flex-wrap: wrap; gap: 0 1.4rem; list-style: none; margin: 0; padding: 0; }
        .sections a { color: var(--onBandMuted); font-size: 0.9375rem; }
        .languages { margin-left: auto; }
        .languages a { border: 1px solid var(--onBandMuted); border-radius: 999px; padding: 0.2rem 0.9rem;
          font-size: 0.9375rem; }
        section { padding: clamp(2.25rem, 5vw, 4rem) 0; }
        .tinted { background: var(--tint); }
        .intro { color: var(--muted); max-width: 44em; margin-top: 0.6rem; }
        .empty { color: var(--muted); margin-top: 1rem; }
        .prose { max-width: 46em; }
        .prose p, .prose ul { margin: 0.9rem 0 0; }
        .prose h2 { margin-top: 2rem; font-size: 1.3rem; }
        .prose h2:first-child { margin-top: 0; }
        .bottom { background: var(--band); color: var(--onBandMuted); font-size: 0.9375rem; }
        .bottom .band { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; padding-top: 1.5rem; padding-bottom: 1.5rem;
          justify-content: space-between; }
        .bottom ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; list-style: none; margin: 0; padding: 0; }
        .bottom a { color: var(--onBand); }
        .bottom :focus-visible { outline-color: var(--onBand); }

        """

    private static let hero = """
        .hero { background: var(--tint); padding: clamp(2.25rem, 5vw, 4rem) 0 clamp(2rem, 4vw, 3rem); }
        .kicker { color: var(--muted); font-size: 0.9375rem; font-weight: 600; margin-bottom: 0.6rem; }
        .lead { font-size: clamp(1.1rem, 1rem + 0.5vw, 1.3rem); line-height: 1.5; color: var(--muted); max-width: 40em;
          margin-top: 1rem; text-wrap: pretty; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 1px;
          margin: 2.25rem 0 0; background: var(--rule); border: 1px solid var(--rule); border-radius: 10px;
          overflow: hidden; }
        .facts > div { background: var(--raised); padding: 1.15rem 1.35rem 1.25rem; }
        .facts dt { color: var(--muted); font-size: 0.9375rem; }
        .facts dd { margin: 0.15rem 0 0; font-size: 1.75rem; line-height: 1.25; font-weight: 650;
          font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
        .facts dd .unit { font-size: 1.0625rem; font-weight: 500; letter-spacing: 0; }
        .facts dd.note { font-size: 0.9375rem; font-weight: 400; color: var(--muted); letter-spacing: 0;
          line-height: 1.45; }
        .age { color: var(--muted); font-size: 0.9375rem; margin-top: 1.25rem; }
        .sync { margin-top: 1.75rem; padding: 1.15rem 1.35rem; background: var(--raised); border: 1px solid var(--rule);
          border-left: 6px solid var(--control); border-radius: 10px; max-width: 48rem; }
        .sync .word { font-size: 1.35rem; font-weight: 650; line-height: 1.3; display: flex; align-items: center;
          gap: 0.6rem; margin-bottom: 0.25rem; }
        .sign { display: inline-flex; width: 1.5em; height: 1.5em; align-items: center; justify-content: center;
          border: 2px solid currentColor; border-radius: 50%; font-weight: 700; font-size: 0.85em; line-height: 1;
          flex: none; }
        .sync.up_to_date { border-left-color: var(--good); } .up_to_date .word { color: var(--good); }
        .sync.waiting, .sync.syncing { border-left-color: var(--control); }
        .sync.needs_you { background: var(--waitTint); border-left-color: var(--wait); }
        .needs_you .word { color: var(--wait); }
        .sync.damaged { background: var(--badTint); border-left-color: var(--bad); }
        .damaged .word { color: var(--bad); }
        .todo-name { font-weight: 600; margin-top: 0.8rem; }
        .todo { margin: 0.2rem 0 0; padding-left: 1.2rem; }
        .notice { margin-top: 1.5rem; padding: 0.9rem 1.2rem; border-radius: 8px; border: 1px solid; max-width: 48rem; }
        .notice p { color: var(--ink); }
        .notice.good { background: var(--goodTint); border-color: var(--good); }
        .notice.bad { background: var(--badTint); border-color: var(--bad); }
        .notice .sign { color: var(--bad); margin-right: 0.4rem; }
        .notice ul { margin: 0.4rem 0 0; padding-left: 1.2rem; }

        """

    private static let tables = """
        .scroll { overflow-x: auto; margin-top: 1.5rem; }
        table { border-collapse: collapse; width: 100%; font-size: 0.9875rem; line-height: 1.45; }
        caption { text-align: left; color: var(--muted); font-size: 0.9375rem; padding: 0 0 0.7rem; }
        caption span { display: inline-block; position: sticky; left: 0; max-width: min(100vw - 2rem, 46em); }
        th, td { text-align: left; vertical-align: baseline; padding: 0.5rem 1.25rem 0.5rem 0;
          border-bottom: 1px solid var(--rule); }
        th:last-child, td:last-child { padding-right: 0; }
        thead th, thead td { border-bottom: 2px solid var(--control); font-weight: 600; font-size: 0.9375rem;
          vertical-align: bottom; }
        tbody th { font-weight: 500; }
        tfoot th, tfoot td { font-weight: 650; border-bottom: 0; border-top: 2px solid var(--control); }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead .number { white-space: normal; }
        td.kept { color: var(--muted); font-style: italic; font-size: 0.9375rem; }
        td.zero { color: var(--muted); }
        td.strong { font-weight: 650; }
        .nowrap { white-space: nowrap; }
        .tag { display: inline-block; font-size: 0.8125rem; font-weight: 500; line-height: 1.5; color: var(--good);
          border: 1px solid currentColor; border-radius: 999px; padding: 0 0.55rem; margin-left: 0.4rem;
          white-space: nowrap; }
        td .unit { color: var(--muted); font-size: 0.875rem; }
        .finding { display: block; }
        .bar-cell { width: 34%; min-width: 8rem; }
        .bar { display: block; width: 100%; height: 0.8rem; }
        .bar-other { fill: var(--barOther); } .bar-renewable { fill: var(--barRenewable); }
        .stripe { fill: var(--tint); }

        """

    private static let charts = """
        .chart { margin: 1.75rem 0 0; }
        .chart figcaption { margin-top: 1rem; max-width: 42em; text-wrap: pretty; }
        .chart .narrow { display: none; }
        .path-chart { display: block; width: 100%; height: auto; max-width: 60rem;
          font-family: inherit; font-variant-numeric: tabular-nums; }
        .path-chart text { fill: var(--muted); font-size: 13px; }
        .narrow .path-chart text { font-size: 14px; }
        .path-chart .grid { stroke: var(--rule); stroke-width: 1; }
        .path-chart .base { stroke: var(--control); stroke-width: 1.25; }
        .target-line { fill: none; stroke: var(--target); stroke-width: 2.25; stroke-dasharray: 7 5; }
        .target-mark { fill: var(--paper); stroke: var(--target); stroke-width: 2.25; }
        .actual-line { fill: none; stroke: var(--actual); stroke-width: 3; stroke-linejoin: round; }
        .actual-mark { fill: var(--actual); stroke: var(--paper); stroke-width: 1.5; }
        .path-chart .target-name, .path-chart .target-text { fill: var(--target); }
        .path-chart .actual-name, .path-chart .actual-text { fill: var(--actual); }
        .path-chart .target-name, .path-chart .actual-name { font-weight: 650; font-size: 14px; }
        .path-chart .target-text, .path-chart .actual-text { font-weight: 500; }
        .chart-and-table .scroll { margin-top: 2.25rem; max-width: 60rem; }

        """

    private static let cards = """
        .cards { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: 1.25rem;
          grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
        .card { background: var(--raised); border: 1px solid var(--rule); border-radius: 10px;
          padding: 1.35rem 1.5rem 1.5rem; }
        .card p { margin-top: 0.6rem; } .card .kicker { margin: 0 0 0.35rem; }
        .card .who { color: var(--muted); margin-top: 0.2rem; }
        .card .effect { font-weight: 600; color: var(--good); }
        .apart { margin-top: 2.75rem; }
        .events { list-style: none; margin: 0.75rem 0 0; padding: 0; max-width: 48rem; }
        .events li { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1.5rem; padding: 0.7rem 0;
          border-bottom: 1px solid var(--rule); }
        .when { color: var(--muted); font-variant-numeric: tabular-nums; }
        .place { display: block; color: var(--muted); }
        .details { display: grid; gap: 0.9rem 2.5rem; margin: 1.75rem 0 0; }
        .details dt { color: var(--muted); font-size: 0.9375rem; } .details dd { margin: 0; overflow-wrap: anywhere; }
        .downloads { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.75rem; }
        .button, button { display: inline-block; background: var(--button); color: var(--onButton); font: inherit;
          font-weight: 600; border: 2px solid var(--button); border-radius: 8px; padding: 0.55rem 1.2rem;
          text-decoration: none; cursor: pointer; }
        .downloads .button { background: transparent; color: var(--link); border: 1px solid var(--control); }
        button:hover, .button:hover { text-decoration: underline; }

        """

    private static let forms = """
        form { margin-top: 1.75rem; max-width: 40rem; display: grid; gap: 1.25rem; }
        label { font-weight: 600; display: block; }
        .required { font-weight: 400; color: var(--muted); }
        .hint { color: var(--muted); font-size: 0.9375rem; }
        input, select { font: inherit; width: 100%; margin-top: 0.35rem; padding: 0.55rem 0.75rem; color: var(--ink);
          background: var(--raised); border: 1px solid var(--control); border-radius: 8px; min-height: 2.75rem; }
        input[type="date"] { max-width: 14rem; }
        .wrong { border-left: 4px solid var(--bad); padding-left: 1rem; }
        .wrong input, .wrong select { border-color: var(--bad); border-width: 2px; }
        .error { color: var(--bad); font-weight: 600; margin-top: 0.2rem; }

        """

    private static let narrow = """
        @media (max-width: 40rem) {
          body { font-size: 1rem; }
          .chart .wide { display: none; } .chart .narrow { display: block; }
          .sections { flex-basis: 100%; order: 3; }
          .facts { grid-template-columns: 1fr 1fr; } .facts > div { padding: 0.9rem 1rem; }
          .facts dd { font-size: 1.4rem; } .local .facts { grid-template-columns: 1fr; }
          .events li { grid-template-columns: 1fr; }
          .bar-cell { display: none; }
          table { font-size: 0.9375rem; } th, td { padding-right: 0.9rem; }
        }
        @media (max-width: 24rem) { .facts { grid-template-columns: 1fr; } }

        """

    private static let print = """
        @media print {
          html { font-size: 9.5pt; } section { padding: 1rem 0; break-inside: auto; }
          .top, .bottom, .hero, .tinted { background: none; color: var(--ink); }
          .top a, .bottom a, .bottom { color: var(--ink); }
          .sections, .languages, .skip, form, .downloads { display: none; }
          .scroll { overflow: visible; } tr, .card, .chart { break-inside: avoid; } h2 { break-after: avoid; }
          thead { display: table-header-group; } tfoot { display: table-row-group; }
          .facts { background: none; grid-template-columns: repeat(4, 1fr); }
        }
        """
}
