import { overlaps, type Span } from '../../base/index.ts';
import { quoted, type Rule, type Tell } from './rule.ts';
import type { Seen } from './seen.ts';
import { itemAt } from './stretch.ts';
import { CITING, DOUBLED_MARKS, placesOf, wordsInMeasures } from './words.ts';

/** The writing itself: marks, citations, what could not be read. */
export const TEXT_RULES: readonly Rule[] = [
  { code: 'citation/without-marks', severity: 'info', find: citationWithoutMarks },
  { code: 'citation/from-future', severity: 'warning', find: citationFromFuture },
  { code: 'citation/unclosed', severity: 'warning', find: unclosedTitle },
  { code: 'text/unread', severity: 'info', find: unread },
  { code: 'text/doubled-mark', severity: 'info', find: doubledMark },
];

/** Rules for a text that could not be compiled at all; everything else would be noise then. */
export const UNREADABLE_RULES: readonly Rule[] = [
  { code: 'text/no-punctuation', severity: 'error', find: noPunctuation },
];

/** 国家“十四五”养老服务规划: a proper name of a document that is not marked as one. */
const NAME =
  /(?:国家|国务院|全国|[\u4e00-\u9fff]{0,3}[省市县区]|“十[一二三四五六]五”)[\u4e00-\u9fff“”（）\d—]{3,28}?(?:规划|实施方案|行动方案|总体方案|实施意见|指导意见|管理办法|条例|行动计划)(?=[，。；、要部精规]|$)/y;

function citationWithoutMarks(seen: Seen, tell: Tell): void {
  const { text } = seen;
  wordsInMeasures(seen, CITING, ([, at], _word, measure) => {
    NAME.lastIndex = at;
    const title = NAME.exec(text)?.[0];
    if (!title) return;
    const here: Span = [at, at + title.length];
    const made = measure.deliverables.some(({ span }) => overlaps(span, here));
    if (!made) tell(here, { title }, { span: here, text: `《${title}》` });
  });
}

/** 〔2031〕 of a cited document number; the document's own number is the year of issue. */
const NUMBER_YEAR = /^〔(\d{4})〕\d{1,4}号/;

function citationFromFuture(seen: Seen, tell: Tell): void {
  const { text, items, meta } = seen;
  const year = Number(meta.issuedOn?.slice(0, 4) ?? Number.NaN);
  if (!Number.isInteger(year)) return;
  for (const at of placesOf(seen, '〔')) {
    const match = NUMBER_YEAR.exec(text.slice(at, at + 12));
    if (!match || Number(match[1]) <= year || !itemAt(items, at)) continue;
    let start = at;
    while (start > at - 8 && /[\u4e00-\u9fff]/.test(text[start - 1] ?? '')) start--;
    const span: Span = [start, at + match[0].length];
    tell(span, { written: text.slice(...span), year });
  }
}

function unclosedTitle(seen: Seen, tell: Tell): void {
  const { text, items } = seen;
  const tellAt = (at: number) => {
    const item = itemAt(items, at);
    if (!item) return;
    const around: Span = [Math.max(item.span[0], at - 8), Math.min(item.span[1], at + 12)];
    tell([at, at + 1], { written: quoted(text, around) });
  };
  const marks = [...placesOf(seen, '《'), ...placesOf(seen, '》')].sort((one, other) => one - other);
  let open = -1;
  // 《…的《意见》》 is wrong and common; it loses nothing.
  let depth = 0;
  for (const at of marks) {
    if (depth > 0 && itemAt(items, open) !== itemAt(items, at)) {
      tellAt(open);
      depth = 0;
    }
    if (text[at] === '《') {
      if (depth === 0) open = at;
      depth++;
    } else if (depth > 0) depth--;
    else tellAt(at);
  }
  if (depth > 0) tellAt(open);
}

function unread({ text, items, unread: stretches }: Seen, tell: Tell): void {
  for (const span of stretches) {
    // A task without any measure is reported as such.
    if (itemAt(items, span[0])?.measures.length === 0) continue;
    tell(span, { written: quoted(text, span) });
  }
}

function doubledMark(seen: Seen, tell: Tell): void {
  for (const pair of DOUBLED_MARKS) {
    let past = -1;
    for (const at of placesOf(seen, pair)) {
      if (at < past || !itemAt(seen.items, at)) continue;
      past = at + pair.length;
      tell([at, past], { mark: pair }, { span: [at, at + 1], text: '' });
    }
  }
}

/** Enough to tell; a text is either punctuated or not. */
const SAMPLE = 20_000;
const LEAST = 200;

function noPunctuation({ text }: Seen, tell: Tell): void {
  let han = 0;
  let marks = 0;
  const end = Math.min(text.length, SAMPLE);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x4e00 && code <= 0x9fff) han++;
    else if (code === 0x3002 || code === 0xff0c || code === 0xff1b || code === 0x3001) marks++;
  }
  // One mark for about ten characters is usual, and a flattened table still has one for a hundred.
  if (han < LEAST || marks * 150 > han) return;
  const line = text.indexOf('\n');
  tell([0, Math.min(text.length, line > 0 ? line : 40)]);
}
