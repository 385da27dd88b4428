import { expect, it } from 'vitest';
import { CATALOGUES, type LintCode } from '../../message/index.ts';
import { LINT_EXAMPLES } from './examples/index.ts';
import { RULES } from './rules.ts';

const codes = RULES.map(({ code }) => code);

it('has one rule for every code that has a sentence', () => {
  const told = Object.keys(CATALOGUES.en).filter((code) =>
    /^(document|heading|task|unit|target|deadline|deliverable|measure|citation|text)\//.test(code),
  );
  expect([...codes].sort()).toEqual(told.sort());
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThanOrEqual(32);
});

it('explains every rule by one example', () => {
  expect(LINT_EXAMPLES.map(({ code }) => code).sort()).toEqual([...codes].sort());
});

it.each(LINT_EXAMPLES)('says why $code matters, in both languages', ({ why, wrong, right }) => {
  expect(why.zh).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(why.en).toMatch(/^[A-Z“].*\.$/);
  expect(why.en).not.toMatch(/[\u4e00-\u9fff，。]/u);
  expect(wrong).not.toBe(right);
});

it('keeps errors for what cannot be carried out as written', () => {
  const errors = RULES.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(errors.sort()).toEqual([
    'deadline/before-issue',
    'task/empty',
    'task/lead-undetermined',
    'task/no-lead',
    'task/no-units',
    'text/no-punctuation',
  ] satisfies LintCode[]);
});
