import { z } from 'zod';
import type { Gold, GoldDuty, GoldItem, GoldTarget, Span } from './gold.ts';

/*
 * The gold of the reference document is written as strings (seed/gold.json). Here it becomes ours: every string is
 * looked up in its task, in order.
 */

const target = z.object({
  text: z.string(),
  comparator: z.enum(['eq', 'gte', 'lte', 'range', 'approx', 'up', 'down', 'ratio', 'qualitative']),
  value: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: z.string().nullish(),
  measureIndex: z.number().nullish(),
});
const task = z.object({
  numeral: z.string(),
  title: z.string(),
  sectionNo: z.number(),
  leads: z.array(z.string()),
  responsibles: z.array(z.string()),
  groupPhrases: z.array(z.string()),
  leadGroupPhrases: z.array(z.string()),
  leadsRaw: z.string().nullable(),
  responsiblesRaw: z.string().nullable(),
  measures: z.array(z.string()),
  targets: z.array(target),
  borderlineTargets: z.array(target),
  deliverables: z.array(z.object({ verb: z.string(), name: z.string() })),
  documents: z.array(z.string()),
  documentsUnbracketed: z.array(z.string()),
});
const reference = z.object({
  document: z.object({ sections: z.array(z.object({ no: z.number(), numeral: z.string() })) }),
  tasks: z.array(task),
});
type Task = z.infer<typeof task>;

/**
 * The gold of the reference document in our own form.
 *
 * @param parsed seed/gold.json, parsed.
 * @param text the decoded document that it belongs to.
 * @param sha256 of the document's bytes.
 * @throws ZodError for another shape, RangeError for a quoted string that the document does not hold.
 */
export function referenceGold(parsed: unknown, text: string, sha256: string): Gold {
  const { document, tasks } = reference.parse(parsed);
  const numerals = new Map(document.sections.map((section) => [section.no, section.numeral]));
  const starts: number[] = [];
  for (const { numeral, title } of tasks) {
    starts.push(place(text, `${numeral}${title}`, starts.at(-1) ?? 0, text.length)[0]);
  }
  const items = tasks.map((one, at) => {
    const start = starts[at] as number;
    // The last task of a section ends where the next section's heading begins; nothing of it stands there.
    return itemOf(text, one, [start, starts[at + 1] ?? text.length], numerals.get(one.sectionNo) ?? '');
  });
  return { sha256, document: 'seed/source', annotated: null, items };
}

function itemOf(text: string, one: Task, area: Span, section: string): GoldItem {
  const titleSpan = place(text, one.title, area[0], area[1]);
  let at = titleSpan[1];
  const measures = one.measures.map((measure) => {
    const span = place(text, measure, at, area[1]);
    at = span[1];
    return span;
  });
  const within = (index: number | null | undefined): Span =>
    (index === null || index === undefined ? undefined : measures[index]) ?? area;
  return {
    path: [section, one.numeral],
    titleSpan,
    span: area,
    measures,
    duties: [
      ...duties(text, area, 'lead', one.leadsRaw, one.leads, one.leadGroupPhrases),
      ...duties(text, area, 'responsible', one.responsiblesRaw, one.responsibles, one.groupPhrases),
    ],
    targets: one.targets.flatMap((each) => {
      const span = place(text, each.text, ...within(each.measureIndex));
      return each.comparator === 'qualitative' ? [] : [targetOf(each, each.comparator, span)];
    }),
    deadlines: [],
    deliverables: deliverables(text, one, [titleSpan[1], area[1]]),
    citations: one.documents.map((each) => place(text, each, ...area)),
    optional: {
      targets: one.borderlineTargets.map((each) => place(text, each.text, ...within(each.measureIndex))),
      citations: [
        ...one.documentsUnbracketed.map((each) => place(text, each, ...area)),
        ...one.deliverables.map((each) => place(text, each.name, ...area)),
      ],
    },
  };
}

/** Two deliverables of one name are two places. */
function deliverables(text: string, one: Task, area: Span): Span[] {
  const taken = new Map<string, number>();
  return one.deliverables.map(({ name }) => {
    const span = place(text, name, taken.get(name) ?? area[0], area[1]);
    taken.set(name, span[1]);
    return span;
  });
}

function duties(
  text: string,
  area: Span,
  role: 'lead' | 'responsible',
  raw: string | null,
  names: readonly string[],
  groups: readonly string[],
): GoldDuty[] {
  if (raw === null) return [];
  const label = role === 'lead' ? '牵头单位：' : '责任单位：';
  const line = place(text, label + raw, ...area);
  const start = line[0] + label.length;
  const units = names
    .filter((name) => !groups.includes(name))
    .map((name) => ({ role, name, span: unitPlace(text, name, start, line[1]), group: null }));
  const phrases = groups.map((name) => ({
    role,
    name,
    span: place(text, name, start, line[1]),
    group: kindOf(name),
  }));
  return [...units, ...phrases];
}

function kindOf(phrase: string): 'all' | 'some' | 'open' {
  if (phrase.startsWith('等')) return 'open';
  return phrase.startsWith('各') ? 'all' : 'some';
}

/** 成都市人民政府 stands as 成都市 where 人民政府 is shared by several. */
function unitPlace(text: string, name: string, from: number, to: number): Span {
  const at = text.indexOf(name, from);
  if (at >= 0 && at + name.length <= to) return [at, at + name.length];
  return place(text, name.replace(/人民政府$/, ''), from, to);
}

function targetOf(
  { value, min, max, unit }: z.infer<typeof target>,
  comparator: GoldTarget['comparator'],
  span: Span,
): GoldTarget {
  return {
    span,
    comparator,
    ...(value !== undefined && { value: String(value) }),
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
    unit: unit ?? null,
  };
}

function place(text: string, words: string, from: number, to: number): Span {
  const at = text.indexOf(words, from);
  if (at < 0 || at + words.length > to) {
    throw new RangeError(`The document does not hold «${words}» between ${from} and ${to}.`);
  }
  return [at, at + words.length];
}
