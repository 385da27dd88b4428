import { type Span, segmentsIn } from '@luodi/core/base';
import type { Compiled, Finding, Heading } from '@luodi/core/task';
import type { Label, Say } from '../label.ts';
import { escaped } from './escape.ts';
import { type Mark, type MarkKind, marksOf } from './marks.ts';

/** Notes beside one line before the rest is only counted. */
const NOTES = 4;

/** A sign for each severity, beside its colour and its word. */
export const SEVERITY_SIGNS: Readonly<Record<string, string>> = { error: '✕', warning: '!', info: 'i' };

/** The document: a paragraph for each line that has text, everything recognised marked, findings beside it. */
export function documentLines(compiled: Compiled, say: Say): string {
  const { source, headings, meta, diagnostics } = compiled;
  const marks = marksOf(compiled);
  const inOrder = [...headings].sort((one, other) => one.span[0] - other.span[0]);
  let heading = 0;
  const seen = new Set<string>();
  const html: string[] = [];
  let next = 0;
  let open: Mark[] = [];
  let line = 0;
  for (let start = 0; start <= source.text.length; ) {
    const found = source.text.indexOf('\n', start);
    const end = found < 0 ? source.text.length : found;
    line++;
    open = open.filter(({ span }) => span[1] > start);
    const touching = [...open];
    while (next < marks.length && (marks[next] as Mark).span[0] < end) {
      const mark = marks[next++] as Mark;
      touching.push(mark);
      if (mark.span[1] > end) open.push(mark);
    }
    const span: Span = [start, end];
    if (source.text.slice(start, end).trim() !== '') {
      const beside = touching
        .filter(({ kind, span: [from] }) => kind === 'finding' && from >= start)
        .map(({ of }) => [Number(of), diagnostics[Number(of) - 1] as Finding] as const);
      const titled = meta.titleSpan && start < meta.titleSpan[1] && end > meta.titleSpan[0];
      while ((inOrder[heading]?.span[0] ?? end) < start) heading++;
      const name = titled ? ' title' : levelName(inOrder[heading], span);
      html.push(
        `<div class="line${name}" id="L${line}"><span class="ln" aria-hidden="true">${line}</span>` +
          `<p>${segments(source.text, span, touching, seen)}</p>${notes(beside, line, say)}</div>`,
      );
    }
    start = end + 1;
  }
  return html.join('\n');
}

/** ` h1`: the line is a heading of this level, with its numeral, and nothing else. */
function levelName(heading: Heading | undefined, [start, end]: Span): string {
  if (!heading || heading.span[0] - start > 16 || end - heading.span[1] > 2) return '';
  return ` h${Math.min(heading.level, 4)}`;
}

function segments(text: string, line: Span, marks: readonly Mark[], seen: Set<string>): string {
  return segmentsIn(line, marks)
    .map(({ span, marks: over }) => {
      const words = escaped(text.slice(...span));
      return over.length === 0 ? words : marked(words, over, seen);
    })
    .join('');
}

const LETTERS: Readonly<Partial<Record<MarkKind, string>>> = { task: 't', measure: 'm', finding: 'f' };

/**
 * A marked stretch. Where a task or a measure begins it is a link to its counterpart; `data-p` names that
 * counterpart and `data-q` the findings, for the script.
 */
function marked(words: string, over: readonly Mark[], seen: Set<string>): string {
  const last = (kind: MarkKind) => over.filter((mark) => mark.kind === kind).at(-1);
  const measure = last('measure');
  const task = last('task') ?? last('unit');
  const pair = measure ? `m${measure.of}` : task ? `t${task.of}` : null;
  const findings = over.filter(({ kind }) => kind === 'finding');
  const names = new Set<string>(over.map(({ kind }) => `k-${kind}`));
  for (const severity of ['error', 'warning', 'info']) {
    if (findings.some((finding) => finding.severity === severity)) {
      names.add(`s-${severity}`);
      break;
    }
  }
  const begun = over.flatMap(({ kind, of }) => {
    const letter = LETTERS[kind];
    if (!letter || seen.has(letter + of)) return [];
    seen.add(letter + of);
    return [letter + of];
  });
  if (begun.some((id) => id.startsWith('m'))) names.add('first');
  const linked = pair !== null && begun.includes(pair);
  const [own, ...others] = linked ? [pair, ...begun.filter((id) => id !== pair)] : begun;
  const before = others.map((id) => `<span id="d-${id}"></span>`).join('');
  const look =
    `class="${[...names].join(' ')}"${own ? ` id="d-${own}"` : ''}${pair ? ` data-p="${pair}"` : ''}` +
    (findings.length > 0 ? ` data-q="${findings.map(({ of }) => `f${of}`).join(' ')}"` : '');
  if (!linked) return `${before}<span ${look}>${words}</span>`;
  return `${before}<a href="#${pair}"${pair.startsWith('m') ? ' tabindex="-1"' : ''} ${look}>${words}</a>`;
}

/** What was found on a line, alike findings together. */
function notes(findings: readonly (readonly [number, Finding])[], line: number, say: Say): string {
  if (findings.length === 0) return '';
  const groups = new Map<string, { no: number; finding: Finding; count: number }>();
  for (const [no, finding] of findings) {
    const group = groups.get(finding.code);
    if (group) group.count++;
    else groups.set(finding.code, { no, finding, count: 1 });
  }
  const shown = [...groups.values()].sort((one, other) => rank(one.finding) - rank(other.finding));
  const items = shown.slice(0, NOTES).map(({ no, finding: { severity, message }, count }) => {
    const times = count > 1 ? ` <span class="times">${escaped(say('times', { count }))}</span>` : '';
    return `<li class="note s-${severity}" data-p="f${no}">${severityMark(severity, say)} ${escaped(message)}${times}</li>`;
  });
  const more = shown.length - NOTES;
  if (more > 0) items.push(`<li class="note">${escaped(say('more-findings', { count: more }))}</li>`);
  const label = escaped(`${say('findings')} L${line}`);
  return `<ul class="notes" aria-label="${label}">${items.join('')}</ul>`;
}

/** Errors before warnings before notes. */
export const rank = ({ severity }: Finding) => ['error', 'warning', 'info'].indexOf(severity);

/** Sign and word of a severity; `word` where it is another one than for a single finding. */
export function severityMark(severity: Finding['severity'], say: Say, word: Label = severity): string {
  return `<b class="sev"><i aria-hidden="true">${SEVERITY_SIGNS[severity]}</i>${escaped(say(word))}</b>`;
}
