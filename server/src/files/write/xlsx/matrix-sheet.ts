import type { Compiled, DutyRole } from '@luodi/core/task';
import { ROLES } from '../duties-of.ts';
import type { Say } from '../label.ts';
import { oneLine } from '../ledger.ts';
import { ROLE_MARKS, type UnitRow, unitRows } from '../matrix.ts';
import type { Sheet, SheetCell, SheetRow } from '../sheet.ts';
import { cell, headRows, heightOf, onePage, paperFor } from './layout.ts';

/** Excel has 16 384 columns; with more units and more tasks than this, nobody could read the table. */
const MOST_COLUMNS = 2_000;
/** With more tasks than this the tasks stand below one another and the units side by side. */
const TASKS_ACROSS = 60;

/** Sheet 3: who has which role in which task. */
export function matrixSheet(compiled: Compiled, say: Say): Sheet {
  const units = unitRows(compiled);
  const roles = ROLES.filter((role) => units.some(({ counts }) => counts[role] > 0));
  const across = compiled.items.length <= TASKS_ACROSS || compiled.items.length <= units.length;
  const body = across ? unitsDown(compiled, units, roles, say) : tasksDown(compiled, units, say);
  const width = body.widths.reduce((sum, one) => sum + one, 0);
  const legend = roles.map((role) => `${ROLE_MARKS[role]} ${say(role)}`).join('    ');
  const height = body.rows.reduce((sum, row) => sum + row.height, 80);
  const whole = onePage(body.widths, height);
  const lastColumn = body.widths.length - 1;
  return {
    name: say('matrix'),
    widths: body.widths,
    rows: [
      ...headRows(compiled, 'matrix-title', width, say),
      { height: 20, cells: [cell(say('legend', { legend }), 'facts')] },
      ...body.rows,
    ],
    merges: [0, 1, 2].map((y) => ({ rows: [y, y], columns: [0, lastColumn] })),
    frozen: { rows: 4, columns: 1 },
    filter: null,
    print: {
      ...(whole ? { ...whole, onePage: true } : { paper: paperFor(body.widths) }),
      repeated: [3, 3],
    },
  };
}

interface Body {
  readonly widths: number[];
  readonly rows: SheetRow[];
}

function unitsDown(
  compiled: Compiled,
  units: readonly UnitRow[],
  roles: readonly DutyRole[],
  say: Say,
): Body {
  const items = compiled.items.slice(0, MOST_COLUMNS);
  const heads = items.map(({ no, title }) => `${no} ${oneLine(title)}`);
  const head: SheetRow = {
    height: uprightHeight(heads),
    cells: [
      cell(say('unit'), 'head'),
      ...roles.map((role) => cell(say(role), 'upright')),
      cell(say('total'), 'upright'),
      ...heads.map((text) => cell(short(text), 'upright')),
    ],
  };
  const rows = units.map(
    ({ name, roles: byItem, counts }): SheetRow => ({
      height: Math.max(20, heightOf(name, 34)),
      cells: [
        cell(oneLine(name)),
        ...roles.map((role) => cell(counts[role] === 0 ? '' : counts[role], 'centre')),
        cell(byItem.size, 'centre'),
        ...items.map(({ no }) => mark(byItem.get(no))),
      ],
    }),
  );
  return { widths: [34, ...roles.map(() => 5), 5, ...items.map(() => 4)], rows: [head, ...rows] };
}

function tasksDown(compiled: Compiled, units: readonly UnitRow[], say: Say): Body {
  const shown = units.slice(0, MOST_COLUMNS);
  const heads = shown.map(({ name }) => oneLine(name));
  const head: SheetRow = {
    height: uprightHeight(heads),
    cells: [cell(say('task'), 'head'), ...heads.map((text) => cell(short(text), 'upright'))],
  };
  const rows = compiled.items.map(({ no, title }): SheetRow => {
    const text = `${no}. ${oneLine(title)}`;
    return {
      height: Math.max(20, heightOf(text, 40)),
      cells: [cell(text), ...shown.map(({ roles }) => mark(roles.get(no)))],
    };
  });
  return { widths: [40, ...shown.map(() => 4)], rows: [head, ...rows] };
}

const LONGEST_HEAD = 18;

function short(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_HEAD ? `${characters.slice(0, LONGEST_HEAD - 1).join('')}…` : text;
}

/** Characters stand one below the other, 11 points each. */
function uprightHeight(heads: readonly string[]): number {
  const longest = Math.max(4, ...heads.map((text) => Math.min(LONGEST_HEAD, [...text].length)));
  return longest * 11.5 + 12;
}

function mark(roles: readonly DutyRole[] | undefined): SheetCell {
  const text = (roles ?? []).map((role) => ROLE_MARKS[role]).join('');
  return cell(text, roles?.includes('lead') ? 'lead' : 'part');
}
