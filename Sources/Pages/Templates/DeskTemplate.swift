/// The desk of the city's office.
let deskTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <section class="hero"><div class="band">
    <p class="kicker">{{network}}</p>
    <h1>{{t.deskTitle}}</h1>
    <p class="lead">{{lead}}</p>
    <div class="notice bad"><p><span class="sign" aria-hidden="true">!</span> {{t.deskWarning}}</p></div>
    <p class="age">{{age}}</p>
    </div></section>

    <section id="reviews"><div class="band">
    <h2>{{t.reviewsTitle}}</h2>
    {{#hasReviews}}
    <div class="scroll" role="region" aria-labelledby="reviews-caption" tabindex="0">
    <table>
    <caption id="reviews-caption"><span>{{t.reviewsCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.subject}}</th><th scope="col">{{t.kindColumn}}</th><th scope="col">{{t.partner}}\
    </th>\
    <th scope="col">{{t.sinceColumn}}</th><th scope="col">{{t.findings}}</th><th scope="col">{{t.commandColumn}}\
    </th></tr></thead>
    <tbody>
    {{#reviews}}<tr><th scope="row">{{title}}</th><td>{{kind}}</td><td>{{partner}}</td><td class="nowrap">{{since}}\
    </td>\
    <td>{{#findings}}<span class="finding">{{.}}</span> {{/findings}}{{^findings}}{{t.noFindings}}{{/findings}}</td>\
    <td><code>{{command}}</code></td></tr>
    {{/reviews}}
    </tbody>
    </table>
    </div>
    {{/hasReviews}}
    {{^hasReviews}}<p class="empty">{{t.reviewsEmpty}}</p>{{/hasReviews}}
    </div></section>

    <section id="members" class="tinted"><div class="band">
    <h2>{{t.membersTitle}}</h2>
    {{#hasMembers}}
    <div class="scroll" role="region" aria-labelledby="members-caption" tabindex="0">
    <table>
    <caption id="members-caption"><span>{{t.membersCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.partner}}</th><th scope="col">{{t.node}}</th><th scope="col">{{t.state}}</th>\
    <th scope="col">{{t.lastContact}}</th><th scope="col" class="number">{{t.entriesColumn}}</th>\
    <th scope="col" class="number">{{t.behind}}</th><th scope="col">{{t.version}}</th><th scope="col">\
    {{t.commandColumn}}</th></tr></thead>
    <tbody>
    {{#members}}<tr><th scope="row">{{partner}}</th><td class="code">{{node}}</td><td>{{standing}}</td><td>\
    {{contact}}</td>\
    <td class="number">{{entries}}</td><td class="number">{{behind}}</td><td>{{version}}</td>\
    <td>{{#command}}<code>{{command}}</code>{{/command}}{{^command}}–{{/command}}</td></tr>
    {{/members}}
    </tbody>
    </table>
    </div>
    {{/hasMembers}}
    {{^hasMembers}}<p class="empty">{{t.membersEmpty}}</p>{{/hasMembers}}
    </div></section>

    <section id="cells"><div class="band">
    <h2>{{t.cellsTitle}}</h2>
    {{#hasCells}}
    <div class="scroll" role="region" aria-labelledby="cells-caption" tabindex="0">
    <table>
    <caption id="cells-caption"><span>{{t.cellsCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.figure}}</th><th scope="col">{{t.year}}</th><th scope="col">{{t.dimensions}}</th>\
    <th scope="col" class="number">{{t.value}}</th><th scope="col">{{t.unit}}</th>\
    <th scope="col" class="number">{{t.contributors}}</th><th scope="col">{{t.publication}}</th></tr></thead>
    <tbody>
    {{#cells}}<tr><th scope="row" class="code">{{figure}}</th><td>{{year}}</td><td>{{dimensions}}</td>\
    <td class="number">{{value}}</td>\
    <td>{{unit}}</td><td class="number">{{contributors}}</td><td{{#isKept}} class="kept"{{/isKept}}>{{publication}}\
    </td></tr>
    {{/cells}}
    </tbody>
    </table>
    </div>
    {{/hasCells}}
    {{^hasCells}}<p class="empty">{{t.cellsEmpty}}</p>{{/hasCells}}
    </div></section>
    """
