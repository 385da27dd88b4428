import { pointsOf } from '@luodi/core/base';
import type { Compiled, Duty, Item, Measure } from '@luodi/core/task';
import { dutiesOf, listed, namesOf, ROLES } from '../duties-of.ts';
import { deadlineLabel, fixText, type Say } from '../label.ts';
import { figureText, isGoal, numberText, oneLine, shownItems, titleText } from '../ledger.ts';
import { type UnitRow, unitKey } from '../matrix.ts';
import { rank, severityMark } from './document.ts';
import { escaped } from './escape.ts';
import { measureNumber } from './marks.ts';

/** Findings of each task, by its number: those whose place lies in it. */
export type FindingCounts = ReadonlyMap<number, number>;

/** Counts each finding for the task in which it begins. Items and findings may stand in any order. */
export function findingCounts({ items, diagnostics }: Compiled): FindingCounts {
  const sorted = [...items].sort((one, other) => one.span[0] - other.span[0]);
  const counts = new Map<number, number>();
  for (const { span } of diagnostics) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as Item).span[0] <= span[0]) low = middle + 1;
      else high = middle;
    }
    const item = sorted[low - 1];
    if (item && span[0] < item.span[1]) counts.set(item.no, (counts.get(item.no) ?? 0) + 1);
  }
  return counts;
}

/** The tasks, one after the other: who answers, and a table of measures. */
export function taskCards(
  compiled: Compiled,
  units: readonly UnitRow[],
  counts: FindingCounts,
  say: Say,
): string {
  const places = new Map(units.map(({ key }, at) => [key, at]));
  return shownItems(compiled)
    .map((item) => card(item, compiled, places, counts.get(item.no) ?? 0, say))
    .join('\n');
}

function card(
  item: Item,
  compiled: Compiled,
  places: ReadonlyMap<string, number>,
  findings: number,
  say: Say,
): string {
  const { whole, own } = dutiesOf(item);
  const named = [...new Set(item.duties.map((duty) => `${places.get(unitKey(duty))}:${duty.role}`))].join(
    ' ',
  );
  const numbered = item.path.join('');
  const path =
    numbered !== '' && numbered !== numberText(item) ? `<span class="path">${escaped(numbered)}</span>` : '';
  const badge =
    findings > 0 ? `<span class="badge">${escaped(say('finding-count', { count: findings }))}</span>` : '';
  const rows = item.measures.map((measure, at) =>
    row(measure, measureNumber(item.no, at), own.get(measure) ?? [], compiled, say),
  );
  const heads = (['measure', 'target', 'deadline'] as const).map(
    (label) => `<th scope="col">${escaped(say(label))}</th>`,
  );
  const table =
    rows.length === 0
      ? `<p class="none">${escaped(say('no-measure'))}</p>`
      : `<table><colgroup><col><col class="ct"><col class="cd"></colgroup><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return (
    `<article class="task" id="t${item.no}" data-u="${named}" data-f="${findings}" data-n="${rows.length}" aria-labelledby="h${item.no}">` +
    `<h3 id="h${item.no}"><a href="#d-t${item.no}" data-p="t${item.no}"><span class="no">${numberText(item)}</span>${path}` +
    `<span class="name">${escaped(titleText(item, say.language))}</span></a>${badge}</h3>${duties(whole, item, places.size > 0 && !isGoal(item), say)}${table}</article>`
  );
}

/** Where the document charges anybody at all, a task without a lead says so. */
function duties(whole: readonly Duty[], item: Item, charged: boolean, say: Say): string {
  const parts = ROLES.flatMap((role) => {
    const names = namesOf(whole, role);
    if (names.length === 0) return [];
    return [`<div class="role r-${role}"><dt>${escaped(say(role))}</dt><dd>${unitNames(names)}</dd></div>`];
  });
  if (charged && !item.duties.some(({ role }) => role === 'lead')) {
    parts.unshift(
      `<div class="role missing"><dt>${escaped(say('lead'))}</dt><dd>${escaped(say('no-lead'))}</dd></div>`,
    );
  }
  return `<dl class="duties">${parts.join('')}</dl>`;
}

const unitNames = (names: readonly string[]) =>
  listed(names.map(oneLine))
    .split('、')
    .map((name) => `<span class="unit">${escaped(name)}</span>`)
    .join('、');

function row(measure: Measure, of: string, own: readonly Duty[], { source }: Compiled, say: Say): string {
  const books = measure.deliverables.map(
    ({ title }) => `<span class="book">${escaped(say('deliverable'))} ${escaped(bookTitle(title))}</span>`,
  );
  const others = ROLES.flatMap((role) => {
    const names = namesOf(own, role);
    return names.length === 0 ? [] : [`<span class="own">${escaped(say(role))} ${unitNames(names)}</span>`];
  });
  const targets = measure.targets.map(
    (target) => `<span class="figure">${escaped(grouped(figureText(target, source.text)))}</span>`,
  );
  const deadlines = [...new Set(measure.deadlines.map((deadline) => deadlineLabel(deadline, say)))]
    .filter((text) => text !== '')
    .map((text) => `<span class="due">${escaped(text)}</span>`);
  return (
    `<tr class="m" data-p="m${of}" id="m${of}"><td><a href="#d-m${of}" tabindex="-1">${escaped(oneLine(measure.text))}</a>` +
    `${books.join('')}${others.join('')}</td><td>${targets.join('')}</td><td>${deadlines.join('')}</td></tr>`
  );
}

const bookTitle = (title: string) => (title.startsWith('《') ? oneLine(title) : `《${oneLine(title)}》`);

/** `≥12 000`: thin spaces between thousands from five digits on. */
function grouped(figure: string): string {
  return figure.replace(/\d{5,}/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, '\u2009'));
}

/** Longest quotation in the list of findings, characters. */
const QUOTED = 80;

/** Everything that was found, errors first, then in the order of the document. */
export function findingList(compiled: Compiled, say: Say): string {
  const { diagnostics, source } = compiled;
  if (diagnostics.length === 0) return `<p class="none">${escaped(say('no-findings'))}</p>`;
  const pointOf = pointsOf(source.text);
  const ranked = diagnostics
    .map((finding, at) => ({ finding, no: at + 1 }))
    .sort(
      (one, other) => rank(one.finding) - rank(other.finding) || one.finding.span[0] - other.finding.span[0],
    );
  const entries = ranked.map(({ finding, no }) => {
    const { line, column } = pointOf(finding.span[0]);
    const fix = fixText(finding, source.text, say);
    const proposal = fix === '' ? '' : `<p class="fix">${escaped(say('fix'))} ${escaped(fix)}</p>`;
    const place = escaped(say('line-column', { line, column }));
    return (
      `<li class="s-${finding.severity}" id="f${no}" data-p="f${no}">${severityMark(finding.severity, say)} ` +
      `<a href="#L${line}">${place}</a> <code>${escaped(finding.code)}</code>` +
      `<p>${escaped(oneLine(finding.message))}</p>${quote(source.text.slice(...finding.span))}${proposal}</li>`
    );
  });
  return `<ol class="findings">${entries.join('\n')}</ol>`;
}

function quote(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const shown = line.length > QUOTED ? `${line.slice(0, QUOTED)}……` : line;
  return `<q>${escaped(shown)}</q>`;
}
