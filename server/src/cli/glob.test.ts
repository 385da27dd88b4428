import { expect, it } from 'vitest';
import { isPattern, matcherOf, patternParts } from './glob.ts';

it.each([
  ['*.docx', 'a.docx', true],
  ['*.docx', 'a.DOCX', true],
  ['*.docx', 'b/a.docx', false],
  ['**/*.docx', 'a.docx', true],
  ['**/*.docx', 'b/c/a.docx', true],
  ['**/*.docx', '.git/a.docx', false],
  ['*', '.hidden', false],
  ['工作要点?.txt', '工作要点1.txt', true],
  ['工作要点?.txt', '工作要点.txt', false],
  ['20*/要点.md', '2022/要点.md', true],
  ['a(1).*', 'a(1).txt', true],
  ['*.txt', 'atxt', false],
])('%s on %s is %s', (pattern, path, expected) => {
  expect(matcherOf(pattern)(path)).toBe(expected);
});

it('parts a pattern from the folder that it begins with', () => {
  expect(patternParts('plans/2022/*.docx', '/')).toEqual({ folder: 'plans/2022', rest: '*.docx' });
  expect(patternParts('*.docx', '/')).toEqual({ folder: '.', rest: '*.docx' });
  expect(patternParts('/*.docx', '/')).toEqual({ folder: '/', rest: '*.docx' });
  expect(patternParts('C:\\plans\\*.docx', '\\')).toEqual({ folder: 'C:/plans', rest: '*.docx' });
});

it('takes brackets as characters of a name', () => {
  expect(isPattern('川府发〔2022〕1号[定稿].docx')).toBe(false);
});
