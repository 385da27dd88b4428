import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, readingOf, type Span, textAt } from '../base/index.ts';
import {
  hasClause,
  kindOf,
  type Outline,
  outlineOf,
  type Section,
  tablesIn,
  unwrapped,
  workSectionsOf,
} from './index.ts';
import { SAMPLES } from './samples.ts';

const FRAGMENTS = [
  '一、',
  '二、',
  '（一）',
  '（二）',
  '1.',
  '2.',
  '1、',
  '（1）',
  '①',
  '第一章',
  '第三条',
  '一是',
  '——',
  '★',
  '专栏1',
  '附件',
  '附件1',
  '目录',
  '\n',
  '\n\n',
  '\n',
  '。',
  '，',
  '；',
  '：',
  '（',
  '）',
  '〔',
  '〕',
  '“',
  '《',
  '|',
  '\t',
  '# ',
  ' ',
  '建设学校3所',
  '牵头单位：市教育局',
  '（市教育局负责）',
  '某市行动方案',
  '2024年1月2日',
  '某市人民政府',
  '序号',
  '各县人民政府：',
  '\ud800',
  '\udc00',
  '1.1 ',
];
const documents = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 80 }).map((parts) => parts.join('')),
);

function compiled(source: string) {
  const reading = unwrapped(readingOf(source));
  const tables = tablesIn(reading);
  const outline = outlineOf(reading, { tables });
  return { reading, outline, kind: kindOf(reading, outline), items: workSectionsOf(outline, reading.text) };
}

function checkNesting(sections: readonly Section[], within: Span): void {
  let before = within[0];
  for (const section of sections) {
    expect(covers(within, section.span)).toBe(true);
    expect(section.span[0]).toBeGreaterThanOrEqual(before);
    expect(covers(section.span, section.title)).toBe(true);
    for (const paragraph of section.paragraphs) expect(covers(section.span, paragraph)).toBe(true);
    checkNesting(section.children, section.span);
    before = section.span[1];
  }
}

/** What a reader sees of a document, without places. */
function seen(source: string) {
  const { reading, outline, kind, items } = compiled(source);
  const words = (span: Span | null) => span && textAt(reading.text, span).replace(/\s+/g, '');
  const tree = (sections: readonly Section[]): unknown =>
    sections.map((section) => [
      section.numeral,
      section.run,
      words(section.title),
      section.paragraphs.map(words),
      tree(section.children),
    ]);
  const parts = ({ title, docNumber, issuer, addressee, issuedOn }: Outline) => [
    ...[title, docNumber, issuer, addressee].map(words),
    issuedOn?.date,
  ];
  return [
    parts(outline),
    tree(outline.sections),
    outline.annexes.map(({ sections }) => tree(sections)),
    kind,
    items.map((item) => [item.path, words(item.title)]),
  ];
}

describe('whatever the text', () => {
  it('is read without throwing; spans nest, siblings follow each other, titles lie in their sections', () => {
    fc.assert(
      fc.property(documents, (source) => {
        const { reading, outline, items } = compiled(source);
        const whole: Span = [0, reading.text.length];
        checkNesting(outline.sections, whole);
        for (const annex of outline.annexes) checkNesting(annex.sections, whole);
        for (const item of items) {
          expect(covers(item.span, item.title)).toBe(true);
          for (const part of [...item.parts, ...item.body]) expect(covers(item.span, part)).toBe(true);
        }
        hasClause(reading.text, whole);
      }),
      { numRuns: 600 },
    );
  });
});

describe.each(SAMPLES)('%s', (_, source) => {
  it('reads the same with more blank lines', () => {
    expect(seen(source.replace(/\n/g, '\n\n'))).toEqual(seen(source));
    expect(seen(source.replace(/\n/g, '\r\n \r\n'))).toEqual(seen(source));
  });

  it('reads the same with brackets of half width', () => {
    expect(seen(source.replaceAll('（', '(').replaceAll('）', ')'))).toEqual(seen(source));
  });

  it('leaves no line unplaced', () => {
    const { reading, outline } = compiled(source);
    const spans: Span[] = [...outline.preamble, ...outline.tail, ...outline.sections.map(({ span }) => span)];
    for (const annex of outline.annexes) spans.push(annex.span);
    for (const span of [outline.title, outline.docNumber, outline.addressee, outline.issuedOn?.span])
      if (span) spans.push(span);
    const { text } = reading;
    for (let at = 0; at < text.length; at++) {
      if (/[\s#]/.test(text[at] as string)) continue;
      expect(
        spans.some(([start, end]) => start <= at && at < end),
        text.slice(at, at + 20),
      ).toBe(true);
    }
  });
});

describe('long texts', () => {
  it.each([
    '（',
    '（）',
    '重点工作\n',
    '一、甲。\n',
    '标题：甲  乙\n',
    '附件1\n一、甲\n',
    '（abc\n',
    '目录\n第一章 甲\n',
    '2019年1月2日\n',
    '某市行动方案\n',
  ])('take time in proportion: %j', (unit) => {
    const timed = (size: number) => {
      const source = unit.repeat(Math.ceil(size / unit.length));
      const before = process.cpuUsage().user;
      compiled(source);
      return process.cpuUsage().user - before;
    };
    timed(20_000);
    const short = Math.max(timed(40_000), 5_000);
    expect(timed(320_000)).toBeLessThan(short * 40);
  });
});
