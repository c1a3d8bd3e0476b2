/// The public page of a network.
let publicTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <section class="hero"><div class="band">
    <p class="kicker">{{t.publicKicker}}</p>
    <h1>{{headline}}</h1>
    {{#subline}}<p class="lead">{{subline}}</p>{{/subline}}
    <dl class="facts">
    {{#facts}}<div><dt>{{name}}</dt><dd>{{value}}{{#unit}} <span class="unit">{{unit}}</span>{{/unit}}</dd>\
    <dd class="note">{{note}}</dd></div>
    {{/facts}}
    </dl>
    <p class="age">{{age}}</p>
    </div></section>

    <section id="path"><div class="band">
    <h2>{{t.pathTitle}}</h2>
    <p class="intro">{{t.pathIntro}}</p>
    {{{path}}}
    </div></section>

    <section id="energy" class="tinted"><div class="band">
    <h2>{{t.energyTitle}}</h2>
    {{#hasEnergy}}
    <p class="intro">{{energyIntro}}</p>
    <div class="scroll" role="region" aria-labelledby="energy-caption" tabindex="0">
    <table class="bars">
    <caption id="energy-caption"><span>{{energyCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.carrier}}</th><th scope="col" class="number">kWh</th>\
    <th scope="col" class="number">{{t.share}}</th><td class="bar-cell"></td></tr></thead>
    <tbody>
    {{#carriers}}<tr><th scope="row">{{name}}{{#isRenewable}} <span class="tag">{{t.renewable}}</span>\
    {{/isRenewable}}</th>\
    <td class="number{{style}}">{{value}}</td><td class="number">{{share}}</td><td class="bar-cell">{{{bar}}}</td></tr>
    {{/carriers}}
    </tbody>
    {{#energyTotal}}<tfoot><tr><th scope="row">{{t.total}}</th><td class="number">{{energyTotal}}</td>\
    <td class="number">{{totalShare}}</td><td class="bar-cell"></td></tr></tfoot>{{/energyTotal}}
    </table>
    </div>
    {{/hasEnergy}}
    {{^hasEnergy}}<p class="empty">{{t.energyEmpty}}</p>{{/hasEnergy}}
    </div></section>

    <section id="measures"><div class="band">
    <h2>{{t.measuresTitle}}</h2>
    {{#hasMeasures}}
    <p class="intro">{{measuresIntro}}</p>
    <div class="scroll" role="region" aria-labelledby="measures-caption" tabindex="0">
    <table>
    <caption id="measures-caption"><span>{{t.measuresCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.category}}</th>{{#states}}<th scope="col" class="number">{{.}}</th>{{/states}}\
    <th scope="col" class="number">{{t.total}}</th></tr></thead>
    <tbody>
    {{#categories}}<tr><th scope="row">{{name}}</th>{{#counts}}<td class="number{{style}}">{{text}}</td>{{/counts}}\
    <td class="number strong">{{sum}}</td></tr>
    {{/categories}}
    </tbody>
    {{#hasMeasureTotals}}<tfoot><tr><th scope="row">{{t.total}}</th>{{#measureTotals}}<td class="number">{{.}}</td>\
    {{/measureTotals}}\
    </tr></tfoot>{{/hasMeasureTotals}}
    </table>
    </div>
    {{/hasMeasures}}
    {{^hasMeasures}}<p class="empty">{{t.measuresEmpty}}</p>{{/hasMeasures}}
    </div></section>

    <section id="partners" class="tinted"><div class="band">
    <h2>{{t.partnersTitle}}</h2>
    {{#hasPartners}}
    <p class="intro">{{partnersIntro}}</p>
    <div class="scroll" role="region" aria-labelledby="partners-caption" tabindex="0">
    <table>
    <caption id="partners-caption"><span>{{t.partnersCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.partner}}</th><th scope="col">{{t.sector}}</th>\
    <th scope="col" class="number">{{t.target2035}}</th></tr></thead>
    <tbody>
    {{#partners}}<tr><th scope="row">{{name}}{{#isInitiator}} <span class="tag">{{t.initiator}}</span>\
    {{/isInitiator}}</th>\
    <td>{{sector}}</td><td class="number">{{target}}{{#base}}<span class="unit"> {{base}}</span>{{/base}}</td></tr>
    {{/partners}}
    </tbody>
    </table>
    </div>
    {{/hasPartners}}
    {{^hasPartners}}<p class="empty">{{t.partnersEmpty}}</p>{{/hasPartners}}
    </div></section>

    <section id="practice"><div class="band">
    <h2>{{t.practiceTitle}}</h2>
    {{#hasPractices}}<ul class="cards">
    {{#practices}}<li class="card">{{#category}}<p class="kicker">{{category}}</p>{{/category}}<h3>{{title}}</h3>\
    <p class="who">{{partner}}</p><p>{{summary}}</p>{{#effect}}<p class="effect">{{effect}}</p>{{/effect}}</li>
    {{/practices}}
    </ul>{{/hasPractices}}
    {{^hasPractices}}<p class="empty">{{t.practiceEmpty}}</p>{{/hasPractices}}
    {{#hasEvents}}<h3 class="apart">{{t.eventsTitle}}</h3>
    <ul class="events">
    {{#events}}<li><p class="when"><time datetime="{{iso}}">{{day}}</time></p><p>{{#link}}<a href="{{link}}">\
    {{title}}</a>{{/link}}\
    {{^link}}{{title}}{{/link}}{{#place}}<span class="place">{{place}}</span>{{/place}}</p></li>
    {{/events}}
    </ul>{{/hasEvents}}
    </div></section>

    <section id="data" class="tinted"><div class="band">
    <h2>{{t.dataTitle}}</h2>
    <div class="prose">
    <p>{{t.dataMethod}}</p>
    <p>{{t.dataProtection}}</p>
    {{#withheldNote}}<p>{{withheldNote}}</p>{{/withheldNote}}
    </div>
    <dl class="details">
    {{#details}}<div><dt>{{name}}</dt><dd{{#isCode}} class="code"{{/isCode}}>{{value}}</dd></div>
    {{/details}}
    </dl>
    <p class="downloads"><a class="button" href="/cells.csv">{{t.downloadCSV}}</a> \
    <a class="button" href="/cells.json">{{t.downloadJSON}}</a></p>
    </div></section>
    """
