import { parseArgs } from 'node:util';
import { Refusal } from '@luodi/core/base';
import type { CliRefusalCode, Language } from '@luodi/core/message';
import { LANGUAGES, type Option } from './commands.ts';
import { nearest } from './suggest.ts';

/** Options given, by name; a switch is `true`. */
export type Given = Readonly<Record<string, string | true>>;

/**
 * Words and options of a command line, by `node:util` parseArgs, each option checked.
 * @throws {Refusal} unknown option, value missing, superfluous or not among the choices.
 */
export function parsed(
  arguments_: readonly string[],
  options: readonly Option[],
): { words: string[]; given: Given } {
  const { tokens } = parseArgs({
    args: [...arguments_],
    options: Object.fromEntries(
      options.map(({ name, short, value }) => [
        name,
        { type: value ? ('string' as const) : ('boolean' as const), ...(short ? { short } : {}) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const given: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (!option) throw unknownOption(token.rawName, options);
    given[option.name] = checkedValue(option, token.rawName, token.value, token.inlineValue);
  }
  return { words, given };
}

function checkedValue(
  option: Option,
  written: string,
  value: string | undefined,
  inline: boolean | undefined,
) {
  if (!option.value) {
    if (value !== undefined) throw refusal('cli/option-takes-no-value', { option: written });
    return true;
  }
  // `--issuer --format json`: the value was forgotten.
  const forgotten =
    value === undefined || value === '' || (!inline && value.length > 1 && value.startsWith('-'));
  if (forgotten) throw refusal('cli/option-needs-value', { option: written, value: option.value });
  if (option.choices && !option.choices.includes(value)) {
    throw refusal('cli/option-not-among', { option: written, value, choices: option.choices.join(' | ') });
  }
  return value;
}

function unknownOption(written: string, options: readonly Option[]): Refusal {
  const near = nearest(
    written.replace(/^-+/, ''),
    options.map(({ name }) => name),
  );
  return near
    ? refusal('cli/unknown-option-near', { option: written, near: `--${near}` })
    : refusal('cli/unknown-option', { option: written });
}

/** The language asked for anywhere on the line, so that also what is wrong with the line is said in it. */
export function languageOf(arguments_: readonly string[]): Language {
  const end = arguments_.indexOf('--');
  const asked = arguments_.slice(0, end < 0 ? undefined : end);
  const at = asked.lastIndexOf('--lang');
  const value = at >= 0 ? asked[at + 1] : asked.findLast((word) => word.startsWith('--lang='))?.slice(7);
  return LANGUAGES.find((language) => language === value) ?? 'zh-CN';
}

/** A year of `--year`; plans of the People's Republic begin with 1949. */
export function yearOf(given: Given): number | undefined {
  const { year } = given;
  if (typeof year !== 'string') return undefined;
  const number = /^\d{4}$/.test(year) ? Number(year) : 0;
  if (number < 1949 || number > 2999) throw refusal('cli/year-not-a-year', { value: year });
  return number;
}

/** The option's value, if it was given. */
export function textOf(given: Given, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

/** A refusal by the command line itself. */
export function refusal(code: CliRefusalCode, parameters: Record<string, string | number> = {}): Refusal {
  return new Refusal<CliRefusalCode>(code, parameters);
}
