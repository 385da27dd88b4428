import type { CliWordCode, Language } from '@luodi/core/message';
import { sentence } from '@luodi/core/message';
import {
  aliasesOf,
  contextOf,
  type Generation,
  groupOf,
  historyOf,
  membersOf,
  regionAt,
  resolveUnit,
  type UnitContext,
  type UnitResolution,
} from '@luodi/core/unit';
import { painted } from '../files/write/paint.ts';
import { visible, visibleJson } from '../files/write/visible.ts';
import { padded, widthOf, wrapped } from '../files/write/width.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal, textOf, yearOf } from './options.ts';
import type { Terminal } from './terminal.ts';

/** One question that the command line asks: which, and about what. */
interface Question {
  readonly ask: 'name' | 'group' | 'aliases' | 'history';
  readonly about: string;
}

/** An answer as it is for programs and as it is for people. */
interface Answer {
  readonly json: unknown;
  readonly table: Rows;
}

/** Cells in rows under headings; without headings the first cell of a row is its label. */
interface Rows {
  readonly heads?: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `luodi units`: what the directory knows of a name or a group, seen from an issuer in a year. */
export async function askUnits(order: Order, terminal: Terminal): Promise<ExitStatus> {
  const { given, language } = order;
  const question = questionOf(order);
  const year = yearOf(given) ?? null;
  const issuer = textOf(given, 'issuer') ?? null;
  const { loadDirectory } = await import('../files/directory.ts');
  const directory = await loadDirectory();
  const context = contextOf(directory, { issuer, year });
  if (issuer !== null && context.level === null) throw refusal('cli/issuer-unknown', { name: issuer });
  const { json, table } = answered(context, question, language);
  if (given.format === 'json') {
    const line = JSON.stringify(json);
    await terminal.write(`${terminal.outIsTerminal ? visibleJson(line) : line}\n`);
  } else {
    await terminal.write(drawn(table, terminal));
  }
  return 0;
}

/** @throws {Refusal} no question, or more than one. */
function questionOf({ words, given }: Order): Question {
  const questions: Question[] = words.map((about) => ({ ask: 'name' as const, about }));
  for (const ask of ['group', 'aliases', 'history'] as const) {
    const about = textOf(given, ask);
    if (about !== undefined) questions.push({ ask, about });
  }
  const [question, second] = questions;
  if (!question) throw refusal('cli/units-question');
  if (second) throw refusal('cli/units-extra', { word: second.about });
  return question;
}

function answered(context: UnitContext, { ask, about }: Question, language: Language): Answer {
  switch (ask) {
    case 'group':
      return groupAnswer(context, about, language);
    case 'aliases': {
      const names = aliasesOf(context, about);
      if (names.length === 0) throw refusal('cli/unit-unknown', { name: about });
      return {
        json: { name: names[0], aliases: names.slice(1) },
        table: {
          rows: names.map((name, at) => [word(at === 0 ? 'name' : 'aliases', language, at > 1), name]),
        },
      };
    }
    case 'history': {
      const generations = historyOf(context, about);
      if (generations.length === 0) throw refusal('cli/unit-unknown', { name: about });
      return { json: { name: about, history: generations }, table: historyTable(generations, language) };
    }
    default:
      return nameAnswer(context, about, language);
  }
}

function nameAnswer(context: UnitContext, name: string, language: Language): Answer {
  const resolution = resolveUnit(context, name);
  if (resolution.kind !== 'unknown') {
    return { json: { written: name, ...resolution }, table: unitTable(context, name, resolution, language) };
  }
  const region = regionAt(context.directory, name, 0);
  if (region?.end !== name.length) throw refusal('cli/unit-unknown', { name });
  const { code, name: full, level, parent, from, until } = region.region;
  return {
    json: { written: name, kind: 'region', region: { code, name: full, level, parent, from, until } },
    table: {
      rows: [
        [word('region', language), full],
        [word('code', language), code],
      ],
    },
  };
}

function unitTable(
  context: UnitContext,
  written: string,
  { unit, nameNow, candidates }: UnitResolution,
  language: Language,
): Rows {
  if (!unit) return { heads: [word('name', language)], rows: (candidates ?? []).map((name) => [name]) };
  const code = unit.id.slice(0, unit.id.indexOf('/'));
  const region = context.directory.regions.byCode.get(code);
  const aliases = aliasesOf(context, written).filter((alias) => alias !== unit.name);
  return {
    rows: [
      [word('name', language), unit.name],
      ...(nameNow === undefined ? [] : [[String(context.year), nameNow]]),
      [word('id', language), unit.id],
      ...(region ? [[word('region', language), region.name]] : []),
      ...(aliases.length > 0 ? [[word('aliases', language), aliases.join('、')]] : []),
    ],
  };
}

function groupAnswer(context: UnitContext, phrase: string, language: Language): Answer {
  const group = groupOf(context, phrase);
  if (!group) throw refusal('cli/group-unknown', { name: phrase });
  const members = group.kind === 'all' || group.kind === 'some' ? membersOf(context, group) : null;
  const json = { written: phrase, group, members };
  if (members) {
    const heads = [word('no', language), word('member', language), word('id', language)];
    return { json, table: { heads, rows: members.map(({ id, name }, at) => [String(at + 1), name, id]) } };
  }
  return {
    json,
    table: {
      rows: [
        [word('group', language), group.of],
        [word('kind', language), group.kind],
      ],
    },
  };
}

function historyTable(generations: readonly Generation[], language: Language): Rows {
  return {
    heads: [word('from', language), word('until', language), word('name', language)],
    rows: generations.map(({ from, until, name }) => [String(from ?? '—'), String(until ?? '—'), name]),
  };
}

type UnitWord =
  | 'name'
  | 'aliases'
  | 'id'
  | 'region'
  | 'code'
  | 'no'
  | 'member'
  | 'group'
  | 'kind'
  | 'from'
  | 'until';

function word(name: UnitWord, language: Language, left = false): string {
  const code: CliWordCode = `word/${name}`;
  return left ? '' : sentence(code, {}, language);
}

/** Columns as wide as their cells; the last one is wrapped at the edge of the terminal. */
function drawn({ heads, rows }: Rows, { columns, colour }: Terminal): string {
  const cells = rows.map((row) => row.map((cell) => visible(cell)));
  const all = heads ? [heads, ...cells] : cells;
  const last = Math.max(...all.map((row) => row.length)) - 1;
  const widths = Array.from({ length: last }, (_, column) =>
    Math.max(...all.map((row) => widthOf(row[column] ?? ''))),
  );
  const before = widths.reduce((sum, width) => sum + width + 2, 0);
  const paint = painted(colour);
  const lines: string[] = [];
  for (const [at, row] of all.entries()) {
    const head = widths.map((width, column) => padded(row[column] ?? '', width)).join('  ');
    const texts = wrapped(row[last] ?? '', Math.max(20, columns - before));
    for (const [line, text] of texts.entries()) {
      const label = line === 0 ? head : ' '.repeat(widthOf(head));
      const whole = `${label}${last > 0 ? '  ' : ''}${text}`.trimEnd();
      lines.push(heads && at === 0 ? paint.strong(whole) : whole);
    }
  }
  return `${lines.join('\n')}\n`;
}
