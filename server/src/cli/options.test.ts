import { Refusal } from '@luodi/core/base';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { languageOf, parsed, yearOf } from './options.ts';
import { commandNamed } from './run.ts';

const compile = COMMANDS.find(({ name }) => name === 'compile')?.options ?? [];
const refusedAs = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.parameters };
    throw error;
  }
  return undefined;
};

it('parts words from options', () => {
  expect(parsed(['a.txt', '--year=2031', '-o', 'out', '-', '-f', 'md', '--', '-x.txt'], compile)).toEqual({
    words: ['a.txt', '-', '-x.txt'],
    given: { year: '2031', output: 'out', format: 'md' },
  });
});

describe('what is wrong with an option is said', () => {
  it.each([
    [['--formt', 'json'], { code: 'cli/unknown-option-near', option: '--formt', near: '--format' }],
    [['--zebra'], { code: 'cli/unknown-option', option: '--zebra' }],
    [['-z'], { code: 'cli/unknown-option', option: '-z' }],
    [['--issuer'], { code: 'cli/option-needs-value', option: '--issuer', value: 'NAME' }],
    [['--issuer', '--format', 'json'], { code: 'cli/option-needs-value', option: '--issuer', value: 'NAME' }],
    [['--issuer='], { code: 'cli/option-needs-value', option: '--issuer', value: 'NAME' }],
    [['--help=yes'], { code: 'cli/option-takes-no-value', option: '--help' }],
    [['--format', 'xml'], expect.objectContaining({ code: 'cli/option-not-among', value: 'xml' })],
  ])('%j', (line, refused) => {
    expect(refusedAs(() => parsed(line, compile))).toEqual(refused);
  });

  it.each(['31', '20310', '1848', 'abcd', '二〇三一'])('a year of %s', (year) => {
    expect(refusedAs(() => yearOf({ year }))).toEqual({ code: 'cli/year-not-a-year', value: year });
  });
});

it('takes a year of four digits', () => {
  expect(yearOf({ year: '2031' })).toBe(2031);
  expect(yearOf({})).toBeUndefined();
});

it('knows the language before anything else is read', () => {
  expect(languageOf(['compile', '--lang', 'en', '--wrong'])).toBe('en');
  expect(languageOf(['--lang=en'])).toBe('en');
  expect(languageOf(['--', '--lang', 'en'])).toBe('zh-CN');
  expect(languageOf(['--lang', 'fr'])).toBe('zh-CN');
});

it('suggests the command that was meant', () => {
  expect(refusedAs(() => commandNamed('complie'))).toMatchObject({ near: 'compile' });
  expect(refusedAs(() => commandNamed('plan.docx'))).toMatchObject({ code: 'cli/command-is-file' });
  expect(refusedAs(() => commandNamed('xyzzy'))).toMatchObject({ code: 'cli/unknown-command' });
});
