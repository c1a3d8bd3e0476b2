/// The local page of a company's store.
let localTemplate = """
    {{% CONTENT_TYPE: PAGE}}
    <section class="hero"><div class="band">
    <p class="kicker">{{t.localKicker}}</p>
    <h1>{{partner}}</h1>
    {{#network}}<p class="lead">{{network}}</p>{{/network}}
    {{#saved}}<div class="notice good" role="status"><p><strong>{{t.savedTitle}}.</strong> {{savedText}}</p></div>\
    {{/saved}}
    {{#hasErrors}}<div class="notice bad" role="alert" id="errors" tabindex="-1"><p><strong>{{errorLead}}</strong></p>
    <ul>
    {{#errors}}<li>{{#href}}<a href="{{href}}">{{text}}</a>{{/href}}{{^href}}{{text}}{{/href}}</li>
    {{/errors}}
    </ul></div>{{/hasErrors}}
    <div class="sync {{stateStyle}}">
    <p class="word"><span class="sign" aria-hidden="true">{{stateSign}}</span>{{stateWord}}</p>
    <p>{{stateText}}</p>
    {{#hasTasks}}<p class="todo-name">{{t.toDo}}</p>
    <ul class="todo">
    {{#tasks}}<li>{{text}}{{#command}} <code>{{command}}</code>{{/command}}</li>
    {{/tasks}}
    </ul>{{/hasTasks}}
    </div>
    <dl class="facts">
    <div><dt>{{t.savedHere}}</dt><dd>{{savedCount}}</dd><dd class="note">{{savedNote}}</dd></div>
    <div><dt>{{t.receivedByCity}}</dt><dd>{{receiptCount}}</dd><dd class="note">{{receiptNote}}</dd></div>
    <div><dt>{{t.stillUnsent}}</dt><dd>{{unsentCount}}</dd><dd class="note">{{windowNote}}</dd></div>
    </dl>
    </div></section>

    <section id="measures"><div class="band">
    <h2>{{t.localMeasuresTitle}}</h2>
    {{#hasMeasures}}
    <div class="scroll" role="region" aria-labelledby="measures-caption" tabindex="0">
    <table>
    <caption id="measures-caption"><span>{{t.localMeasuresCaption}}</span></caption>
    <thead><tr><th scope="col">{{t.title}}</th><th scope="col">{{t.category}}</th><th scope="col">{{t.theme}}</th>\
    <th scope="col">{{t.state}}</th><th scope="col">{{t.start}}</th><th scope="col" class="number">{{t.savingKwh}}\
    </th>\
    <th scope="col" class="number">{{t.savingKg}}</th><th scope="col">{{t.cityColumn}}</th></tr></thead>
    <tbody>
    {{#measures}}<tr><th scope="row">{{title}}</th><td>{{category}}</td><td>{{theme}}</td><td>{{state}}</td>\
    <td class="nowrap">{{start}}</td><td class="number">{{kwh}}</td><td class="number">{{kg}}</td><td>{{city}}</td>\
    </tr>
    {{/measures}}
    </tbody>
    </table>
    </div>
    {{/hasMeasures}}
    {{^hasMeasures}}<p class="empty">{{t.localMeasuresEmpty}}</p>{{/hasMeasures}}
    </div></section>

    <section id="add" class="tinted"><div class="band">
    <h2>{{t.formTitle}}</h2>
    <p class="intro">{{t.formIntro}}</p>
    <form method="post" action="/measures?lang={{lang}}" novalidate accept-charset="utf-8" autocomplete="off">
    <input type="hidden" name="token" value="{{token}}">
    {{#fields}}<div class="field{{#error}} wrong{{/error}}">
    <label for="{{name}}">{{label}}{{#isRequired}} <span class="required">{{t.required}}</span>{{/isRequired}}</label>
    {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
    {{#error}}<p class="error" id="{{name}}-error">\
    <span class="sign" aria-hidden="true">!</span> {{t.errorPrefix}}: {{error}}</p>{{/error}}
    {{#isText}}<input id="{{name}}" name="{{name}}" type="{{type}}"{{#inputMode}} inputmode="{{inputMode}}"{{/inputMode}}\
    {{#maximum}} maxlength="{{maximum}}"{{/maximum}} value="{{value}}"{{#isRequired}} required{{/isRequired}}\
    {{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}{{#error}} aria-invalid="true"{{/error}}>\
    {{/isText}}
    {{#isChoice}}<select id="{{name}}" name="{{name}}"{{#isRequired}} required{{/isRequired}}\
    {{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}{{#error}} aria-invalid="true"{{/error}}>
    <option value="">{{t.choose}}</option>
    {{#choices}}<option value="{{code}}"{{#isSelected}} selected{{/isSelected}}>{{label}}</option>
    {{/choices}}
    </select>{{/isChoice}}
    </div>
    {{/fields}}
    <p class="send"><button type="submit">{{t.save}}</button></p>
    </form>
    </div></section>

    <section id="path"><div class="band">
    <h2>{{t.pathTitle}}</h2>
    <p class="intro">{{t.localPathIntro}}</p>
    {{{path}}}
    </div></section>
    """
