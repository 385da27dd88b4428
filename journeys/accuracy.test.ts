import {
  FIGURES,
  type FigureName,
  goalsMissed,
  scoreDocument,
  sumOf,
  unverified,
} from '@luodi/core/accuracy';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Compile, compilerWith } from '../bench/compiler.ts';
import {
  annotatedDocuments,
  controlDocuments,
  corpusFolder,
  corpusTexts,
  referenceDocument,
} from '../bench/corpus.ts';
import { loadDirectory } from '../server/src/files/directory.ts';

/*
 * Real documents against the gold of careful readers. They lie outside the project (they are not ours to publish):
 * where they are absent these tests are skipped, and their name says why.
 */

const reference = referenceDocument();
const { documents, absent } = annotatedDocuments();

/** F1 of all development documents together that may not be lost again; raise it when the compiler gets better. */
const FLOORS: Readonly<Record<FigureName, number>> = {
  items: 0.99,
  units: 0.99,
  groups: 0.99,
  targets: 0.98,
  measures: 0.86,
  deadlines: 0.97,
  deliverables: 0.95,
  citations: 0.95,
  goals: 0.95,
};

let compile: Compile;

beforeAll(async () => {
  compile = compilerWith(await loadDirectory());
});

const NAME = reference
  ? 'real documents'
  : `real documents: NONE at ${corpusFolder()}, accuracy NOT MEASURED`;

describe('gold', () => {
  const all = [...documents.map(({ gold }) => gold), ...absent];

  test('names each document once and holds no sentence of it', () => {
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(all.length);
    const words = all.flatMap(({ items }) => items.flatMap(({ duties }) => duties.map(({ name }) => name)));
    expect(words.filter((name) => name.length > 20 || /[，。；：]/.test(name))).toEqual([]);
  });

  test('places measures and targets inside their items, measures in order', () => {
    for (const { document, items } of all) {
      for (const { span, measures, targets } of items) {
        const parts = [...(measures ?? []), ...targets.map((target) => target.span)];
        const outside = parts.filter(([start, end]) => start < span[0] || end > span[1] || start >= end);
        expect({ document, outside }).toEqual({ document, outside: [] });
        const starts = (measures ?? []).map(([start]) => start);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }
    }
  });
});

if (!reference) process.stderr.write(`SKIPPED ${NAME}\n`);

describe.skipIf(!reference)(NAME, () => {
  test('the reference document reaches every goal', () => {
    const { gold, text, name } = reference as NonNullable<typeof reference>;
    const figures = scoreDocument(gold, compile(text, name));
    expect(goalsMissed(figures, 'reference')).toEqual([]);
  });

  test('no figure of the development documents falls under its floor', () => {
    const figures = sumOf(documents.map(({ gold, text, name }) => scoreDocument(gold, compile(text, name))));
    const fallen = FIGURES.filter((figure) => (figures[figure]?.f1 ?? 0) < FLOORS[figure]);
    expect(fallen.map((figure) => `${figure} ${figures[figure]?.f1.toFixed(3)}`)).toEqual([]);
  });

  test('regulations and interviews yield no item', () => {
    const found = controlDocuments().map(({ name, text }) => `${name}: ${compile(text, name).items.length}`);
    expect(found).toEqual(controlDocuments().map(({ name }) => `${name}: 0`));
  });

  test('every field keeps the characters that it came from', () => {
    for (const { name, text } of corpusTexts()?.values() ?? []) {
      expect({ name, wrong: unverified(compile(text, name)) }).toEqual({ name, wrong: [] });
    }
  });

  test('the same text becomes the same document', () => {
    const { text, name } = reference as NonNullable<typeof reference>;
    expect(JSON.stringify(compile(text, name))).toBe(JSON.stringify(compile(text, name)));
  });
});
