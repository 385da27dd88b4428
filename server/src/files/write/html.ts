import { createHash } from 'node:crypto';
import { type Language, sentence } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { ROLES } from './duties-of.ts';
import { documentLines, severityMark } from './html/document.ts';
import { escaped } from './html/escape.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';
import { findingCounts, findingList, taskCards } from './html/tasks.ts';
import { type Label, labels, type Say } from './label.ts';
import { oneLine, targetCount } from './ledger.ts';
import { type UnitRow, unitRows } from './matrix.ts';

/**
 * The report as one HTML file that needs nothing else, also no network: the document at the left, its tasks at
 * the right, either lights up the other; findings beside the line they are about. Its policy lets only its own
 * script and style run, known by their hashes.
 */
export function writeHtml(compiled: Compiled, language: Language): string {
  const say = labels(language);
  const title = oneLine(compiled.meta.title ?? compiled.source.name);
  const units = unitRows(compiled);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)} · ${escaped(say('ledger'))}</title>
<style>${STYLE}</style>
</head>
<body data-view="tasks">
<a class="skip" href="#tasks">${escaped(say('skip-tasks'))}</a>
<a class="skip" href="#document">${escaped(say('skip-document'))}</a>
${header(compiled, title, units, say)}
${toolbar(compiled, units, say)}
<main>
${panes(compiled, units, say)}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function header(compiled: Compiled, title: string, units: readonly UnitRow[], say: Say): string {
  const { meta, items, diagnostics, source } = compiled;
  const period =
    meta.period && `${meta.period.begins} — ${meta.period.ends}${meta.period.inferred ? '*' : ''}`;
  const facts = [
    ['issuer', meta.issuer?.name],
    ['doc-number', meta.docNumber],
    ['issued-on', meta.issuedOn],
    ['period', period],
    ['source-file', source.name],
  ] as const;
  const measures = items.flatMap((item) => item.measures);
  const totals: readonly (readonly [Label, number])[] = [
    ['tasks', items.length],
    ['measures', measures.length],
    ['targets', targetCount(compiled)],
    ['units', units.length],
  ];
  const found = (['error', 'warning', 'info'] as const).map((severity) => {
    const count = diagnostics.filter((finding) => finding.severity === severity).length;
    return `<div class="s-${severity}${count === 0 ? ' zero' : ''}"><dt>${severityMark(severity, say, `${severity}s`)}</dt><dd>${count}</dd></div>`;
  });
  return `<header>
<div class="headline"><h1>${escaped(title)}</h1>
<ul class="facts">${facts
    .flatMap(([label, fact]) =>
      fact ? [`<li><span>${escaped(say(label))}</span> ${escaped(oneLine(fact))}</li>`] : [],
    )
    .join('')}</ul></div>
<dl class="totals">${totals
    .map(([label, count]) => `<div><dt>${escaped(say(label))}</dt><dd>${count}</dd></div>`)
    .join('')}${found.join('')}</dl>
</header>`;
}

function toolbar(compiled: Compiled, units: readonly UnitRow[], say: Say): string {
  const view = (name: 'document' | 'tasks' | 'findings', count: number | null) =>
    `<button type="button" data-view="${name}" aria-pressed="${name === 'tasks'}">${escaped(say(name))}${
      count === null ? '' : ` <span class="count">${count}</span>`
    }</button>`;
  const options = units.map(
    ({ name, roles }, at) => `<option value="${at}">${escaped(`${oneLine(name)} (${roles.size})`)}</option>`,
  );
  const roles = ROLES.map((role) => `<option value="${role}">${escaped(say(role))}</option>`);
  const pattern = escaped(say('shown'));
  return `<div class="controls">
<nav id="views" aria-label="${escaped(say('views'))}">${view('document', null)}${view('tasks', compiled.items.length)}${view(
    'findings',
    compiled.diagnostics.length,
  )}</nav>
<div class="toolbar">
<form id="filters" role="search" aria-label="${escaped(say('filters'))}">
<label><span>${escaped(say('unit-filter'))}</span><select id="unit" aria-label="${escaped(say('unit-filter'))}"><option value="">${escaped(say('all-units'))}</option>${options.join('')}</select></label>
<label><span>${escaped(say('role-filter'))}</span><select id="role" aria-label="${escaped(say('role-filter'))}"><option value="">${escaped(say('all-roles'))}</option>${roles.join('')}</select></label>
<label><span>${escaped(say('words-filter'))}</span><input id="words" type="search" aria-label="${escaped(say('words-filter'))}" placeholder="${escaped(say('words-hint'))}" autocomplete="off"></label>
<label class="check"><input id="only" type="checkbox"><span>${escaped(say('only-findings'))}</span></label>
<button id="reset" type="reset" disabled>${escaped(say('reset'))}</button>
</form>
<output id="shown" for="unit role words only" data-pattern="${pattern}"></output>
<span class="tools"><button id="dark" type="button" aria-pressed="false">${escaped(say('dark'))}</button><button id="print" type="button">${escaped(say('print'))}</button></span>
</div>
</div>`;
}

const KINDS = ['task', 'measure', 'unit', 'target', 'deadline', 'deliverable', 'finding'] as const;

function panes(compiled: Compiled, units: readonly UnitRow[], say: Say): string {
  const legend = KINDS.map(
    (kind) =>
      `<li><span class="k-${kind}${kind === 'finding' ? ' s-warning' : ''}${kind === 'measure' ? ' first' : ''}">${escaped(say(`kind-${kind}`))}</span></li>`,
  );
  const { items, meta } = compiled;
  const heads = (['measure', 'target', 'deadline'] as const)
    .map((label) => `<span>${escaped(say(label))}</span>`)
    .join('');
  const notPlan =
    items.length === 0
      ? `<p class="none">${escaped(sentence('cli/not-a-plan', { genre: meta.genre ?? '—' }, say.language))}</p>`
      : '';
  const inferred = items.some(({ measures }) =>
    measures.some(({ deadlines }) =>
      deadlines.some((deadline) => deadline.inferred && deadline.date !== null),
    ),
  );
  return `<section class="pane" id="document" tabindex="0" aria-labelledby="document-head">
<div class="bar"><h2 id="document-head">${escaped(say('document'))}</h2><ul class="legend" aria-label="${escaped(say('kinds'))}">${legend.join('')}</ul></div>
<div class="paper" lang="zh">
${documentLines(compiled, say)}
</div>
<p class="made">${escaped(say('made-by', { sm3: compiled.source.sm3 }))}</p>
</section>
<section class="pane" id="tasks" tabindex="0" aria-labelledby="tasks-head">
<div class="bar"><h2 id="tasks-head">${escaped(say('tasks'))}</h2><p class="keys">${escaped(say('keys'))}</p></div>
${items.length > 0 ? `<div class="colhead" aria-hidden="true">${heads}</div>` : ''}
${notPlan}<p class="none" id="none" hidden>${escaped(say('none-shown'))}</p>
${taskCards(compiled, units, findingCounts(compiled), say)}
${inferred ? `<p class="inferred">* ${escaped(say('inferred-note'))}</p>` : ''}
</section>
<section class="pane" id="findings" tabindex="0" aria-labelledby="findings-head">
<div class="bar"><h2 id="findings-head">${escaped(say('findings'))}</h2></div>
${findingList(compiled, say)}
</section>`;
}
