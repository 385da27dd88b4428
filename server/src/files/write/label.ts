import type { Parameters } from '@luodi/core/base';
import { type Language, type ReportCode, sentence } from '@luodi/core/message';
import type { Deadline, Finding } from '@luodi/core/task';
import { oneLine } from './ledger.ts';

export type Label = ReportCode extends `report/${infer L}` ? L : never;

/** What a report says, in its language. */
export interface Say {
  (label: Label, parameters?: Parameters): string;
  readonly language: Language;
}

/** Words of a report. */
export function labels(language: Language): Say {
  const say = (label: Label, parameters: Parameters = {}) =>
    sentence(`report/${label}`, parameters, language);
  return Object.assign(say, { language });
}

/** `发文机关：…`, `Issued by: …` */
export function labelled(label: Label, value: string, say: Say): string {
  return `${say(label)}${say.language === 'en' ? ': ' : '：'}${value}`;
}

/** The last day on which it is met; 长期 and 分阶段; `*` marks what was inferred. Empty where there is none. */
export function deadlineLabel({ kind, date, inferred }: Deadline, say: Say): string {
  if (date !== null) return inferred ? `${date}*` : date;
  return kind === 'ongoing' || kind === 'staged' ? say(kind) : '';
}

/** A proposed change in words; empty where there is none. */
export function fixText({ fix }: Finding, text: string, say: Say): string {
  if (!fix) return '';
  const before = oneLine(text.slice(...fix.span));
  const after = oneLine(fix.text);
  if (before === '') return say('fix-insert', { after });
  return after === '' ? say('fix-delete', { before }) : say('fix-replace', { before, after });
}
