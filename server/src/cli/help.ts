import { type CliHelpCode, type CliWordCode, type Language, sentence } from '@luodi/core/message';
import { padded, widthOf, wrapped } from '../files/write/width.ts';
import { COMMANDS, COMMON, type Command, type ExitStatus, type Option, type Order } from './commands.ts';
import { refusal } from './options.ts';
import { commandNamed } from './run.ts';
import type { Terminal } from './terminal.ts';

const WIDTH = 96;

/** `luodi help [COMMAND]` */
export async function explain({ words, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  const [name, more] = words;
  if (more !== undefined) throw refusal('cli/too-many-arguments', { word: more });
  await terminal.write(name === undefined ? overview(language) : helpOf(commandNamed(name), language));
  return 0;
}

/** What `luodi` can do, a line for each command. */
export function overview(language: Language): string {
  const say = sayingIn(language);
  return sections([
    [undefined, [say('help/luodi')]],
    [say('word/usage'), ['  luodi COMMAND …']],
    [say('word/commands'), columns(COMMANDS.map(({ name, about }) => [name, say(about)]))],
    [say('word/options'), columns(COMMON.map((option) => [written(option), say(option.about)]))],
    [say('word/exit-status'), indented(say('help/exit-status'))],
    [undefined, [say('help/more')]],
  ]);
}

/** The help of one command. */
export function helpOf(command: Command, language: Language): string {
  const say = sayingIn(language);
  return sections([
    [undefined, [`luodi ${command.name}: ${say(command.about)}`]],
    [say('word/usage'), command.usage.map((usage) => `  ${usage}`)],
    [say('word/options'), columns(command.options.map((option) => [written(option), about(option, say)]))],
    [say('word/notes'), indented(say(command.notes))],
    [say('word/examples'), command.examples.map((example) => `  ${example}`)],
    [say('word/exit-status'), indented(say('help/exit-status'))],
  ]);
}

type Say = (code: CliHelpCode | CliWordCode) => string;

function sayingIn(language: Language): Say {
  return (code) => sentence(code, {}, language);
}

function about({ choices, about }: Option, say: Say): string {
  return choices ? `${say(about)}\n${choices.join(' | ')}` : say(about);
}

function written({ name, short, value }: Option): string {
  return `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;
}

function indented(text: string): string[] {
  return wrapped(text, WIDTH - 2).map((line) => (line === '' ? '' : `  ${line}`));
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.max(...rows.map(([word]) => widthOf(word))) + 2;
  return rows.flatMap(([word, text]) =>
    wrapped(text, WIDTH - left - 2).map((line, at) => `  ${padded(at === 0 ? word : '', left)}${line}`),
  );
}

function sections(parts: readonly (readonly [string | undefined, readonly string[]])[]): string {
  return `${parts.map(([heading, lines]) => [...(heading ? [heading] : []), ...lines].join('\n')).join('\n\n')}\n`;
}
