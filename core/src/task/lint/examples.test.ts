import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DirectoryRecords, directoryOf } from '../../unit/index.ts';
import { compileText } from '../compile.ts';
import type { Finding } from '../compiled.ts';
import { LINT_EXAMPLES } from './examples/index.ts';

const records = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../directory/${name}.json`, import.meta.url), 'utf8'));
const directory = directoryOf({
  regions: records('regions'),
  units: records('units'),
} as DirectoryRecords);

const compiled = (text: string) =>
  compileText(text, { name: '例.txt', format: 'txt', sm3: '0'.repeat(64), directory });
const codesOf = (text: string) => compiled(text).diagnostics.map(({ code }) => code);

describe.each(LINT_EXAMPLES)('$code', ({ code, wrong, right }) => {
  it('is found in its example', () => {
    expect(codesOf(wrong)).toContain(code);
  });

  it('is not found in the example mended', () => {
    expect(codesOf(right)).not.toContain(code);
  });

  it('gives a fix that mends it, where it gives one', () => {
    const { source, diagnostics } = compiled(wrong);
    for (const finding of diagnostics) {
      if (finding.code !== code || !finding.fix) continue;
      const mended = applied(source.text, finding);
      expect(codesOf(mended).filter((other) => other === code).length).toBeLessThan(
        diagnostics.filter((other) => other.code === code).length,
      );
    }
  });
});

const PIECES = LINT_EXAMPLES.flatMap(({ wrong }) => wrong.split('\n'));

it('keeps its places inside the text and in order, whatever the lines of a document', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 30 }),
      (lines) => {
        const { source, diagnostics } = compiled(lines.join('\n'));
        let last = 0;
        for (const { span, fix, message } of diagnostics) {
          expect(span[0]).toBeGreaterThanOrEqual(last);
          last = span[0];
          for (const [start, end] of fix ? [span, fix.span] : [span]) {
            expect(start).toBeLessThanOrEqual(end);
            expect(end).toBeLessThanOrEqual(source.text.length);
          }
          expect(message).not.toMatch(/\{[a-z]+\}/);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('finds nothing wrong in sound documents but what is worth knowing', () => {
  const loud = new Set(
    LINT_EXAMPLES.flatMap(({ right }) =>
      compiled(right)
        .diagnostics.filter(({ severity }) => severity !== 'info')
        .map(({ code }) => code),
    ),
  );
  expect([...loud]).toEqual([]);
});

function applied(text: string, { fix }: Finding): string {
  if (!fix) return text;
  return text.slice(0, fix.span[0]) + fix.text + text.slice(fix.span[1]);
}
