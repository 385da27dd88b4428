import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, type Span } from '../../base/index.ts';
import { measuresIn, verbAt } from './index.ts';

const split = (text: string) =>
  measuresIn(text, [[0, text.length]]).measures.map(({ span }) => text.slice(...span));

test('a clause with a verb and object of its own is a measure of its own', () => {
  expect(split('完善河湖巡查制度，开展清淤专项行动。新建泵站12座')).toEqual([
    '完善河湖巡查制度',
    '开展清淤专项行动',
    '新建泵站12座',
  ]);
});

test('spans are rising, lie in the stretches and never overlap, whatever the text', () => {
  const piece = fc.constantFrom(
    '推进',
    '建设',
    '，',
    '。',
    '、',
    '；',
    '《',
    '》',
    '（',
    '）',
    '“',
    '”',
    '在园区',
    '方案',
    '制定',
    '\n',
    '一是',
    '1.',
    '：',
    '提升水平',
    '3个',
    '并',
    '\ud800',
    '通过',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, fc.nat(80), fc.nat(80), (words, one, other) => {
      const stretch: Span = [
        Math.min(one, other, words.length),
        Math.min(Math.max(one, other), words.length),
      ];
      const { measures, citations } = measuresIn(words, [stretch]);
      let last = stretch[0];
      for (const { span, deliverables, scopes } of measures) {
        expect(covers(stretch, span)).toBe(true);
        expect(span[0]).toBeGreaterThanOrEqual(last);
        expect(span[1]).toBeGreaterThan(span[0]);
        last = span[1];
        for (const inner of [...deliverables, ...scopes]) expect(covers(span, inner.span)).toBe(true);
      }
      for (const { span } of citations) expect(covers(stretch, span)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a head verb leaves adverbs out and keeps its compound', () => {
  expect(verbAt('稳步有序推进老城更新', 0)?.verb).toBe('推进');
  expect(verbAt('加快建设物流园', 0)?.verb).toBe('加快建设');
  expect(verbAt('修订完善巡查标准', 0)?.verb).toBe('修订完善');
  expect(verbAt('管理办法已经施行', 0)?.verb ?? null).toBeNull();
});
