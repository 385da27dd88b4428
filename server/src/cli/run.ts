import { type Language, sentence } from '@luodi/core/message';
import { COMMANDS, COMMON, type Command, type ExitStatus } from './commands.ts';
import { languageOf, parsed, refusal } from './options.ts';
import { nearest } from './suggest.ts';
import { isClosedPipe, saidOf } from './tell.ts';
import type { Terminal } from './terminal.ts';

/**
 * `luodi …`: finds the command, loads it, and turns what goes wrong into one line on standard error.
 * `arguments_` are those after the program's name.
 */
export async function run(arguments_: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const language = languageOf(arguments_);
  let command: Command | undefined;
  try {
    const { first, rest } = withoutCommon(arguments_);
    if (first === undefined) return await withoutCommand(rest, terminal, language);
    command = commandNamed(first);
    const { words, given } = parsed(rest, command.options);
    if (given.help) return await help([command.name], terminal, language);
    const act = await command.load();
    return await act({ words, given, language }, terminal);
  } catch (error) {
    return failed(error, command, terminal, language);
  }
}

/** `luodi --lang en compile …`: the command is the first word that is neither an option nor its value. */
function withoutCommon(arguments_: readonly string[]): { first: string | undefined; rest: string[] } {
  let at = 0;
  for (; at < arguments_.length; at++) {
    const word = arguments_[at] as string;
    if (word === '--lang') at++;
    else if (!word.startsWith('-') || word === '-') break;
  }
  return { first: arguments_[at], rest: arguments_.toSpliced(at, 1) };
}

async function withoutCommand(
  arguments_: readonly string[],
  terminal: Terminal,
  language: Language,
): Promise<ExitStatus> {
  const { given } = parsed(arguments_, COMMON);
  if (given.version) {
    const { version } = await import('./version.ts');
    await terminal.write(`luodi ${version()}\n`);
    return 0;
  }
  if (given.help) return help([], terminal, language);
  const { overview } = await import('./help.ts');
  for (const line of overview(language).split('\n')) terminal.note(line);
  return 2;
}

async function help(words: readonly string[], terminal: Terminal, language: Language): Promise<ExitStatus> {
  const { explain } = await import('./help.ts');
  return explain({ words, given: {}, language }, terminal);
}

/** @throws {Refusal} with the command that was probably meant. */
export function commandNamed(name: string): Command {
  const command = COMMANDS.find((known) => known.name === name);
  if (command) return command;
  const near = nearest(
    name,
    COMMANDS.map((known) => known.name),
  );
  if (near) throw refusal('cli/unknown-command-near', { command: name, near });
  if (/[./\\]/.test(name)) throw refusal('cli/command-is-file', { name });
  throw refusal('cli/unknown-command', { command: name });
}

function failed(
  error: unknown,
  command: Command | undefined,
  terminal: Terminal,
  language: Language,
): ExitStatus {
  if (isClosedPipe(error)) return 0;
  const { code, text } = saidOf(error, language);
  terminal.note(`luodi: ${code} ${text}`);
  const wrongUse = code.startsWith('cli/') && code !== 'cli/fault';
  if (wrongUse) {
    terminal.note(
      sentence('cli/try-help', { command: `luodi help${command ? ` ${command.name}` : ''}` }, language),
    );
  }
  return 2;
}
