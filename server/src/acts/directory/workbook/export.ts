import { type Grid, writeGrids } from '../../../files/write/grid.ts';
import { requireDirectory } from '../../../scope/directory.ts';
import type { Who } from '../../../scope/who.ts';
import type { Ground } from '../../context.ts';
import { dayAt } from '../../people/today.ts';
import { type Book, bookOf } from './book.ts';
import { columnsOf, SHEET_KEYS, SHEETS, type SheetKey } from './columns.ts';

/**
 * 导出: regions, units, posts and appointments as an .xlsx that can be changed and brought back. With a region only
 * what lies in it.
 * @throws {Refusal} `scope/not-your-role`
 */
export async function exportDirectory(
  { database, now }: Ground,
  who: Who,
  region: string | null,
): Promise<Uint8Array> {
  requireDirectory('export', who);
  const today = dayAt(now());
  const book = await bookOf(database.query, today);
  return writeGrids(gridsOf(region === null ? book : within(book, region)), `单位目录（${today}）`);
}

/** The sheets of the workbook. */
export function gridsOf(book: Pick<Book, SheetKey>): readonly Grid[] {
  return SHEET_KEYS.map((key): Grid => {
    const columns = columnsOf(key);
    const rows = book[key] as readonly Readonly<Record<string, string>>[];
    return {
      name: SHEETS[key].name,
      columns: columns.map(([, { head, width, hidden }]) => ({ head, width, ...(hidden && { hidden }) })),
      rows: rows.map((row) => columns.map(([field]) => row[field] ?? '')),
    };
  });
}

function within(book: Book, region: string): Pick<Book, SheetKey> {
  const { register } = book;
  const lies = (code: string | null) => {
    for (let at = code; at !== null; at = register.regions.get(at)?.parent ?? null)
      if (at === region) return true;
    return false;
  };
  const units = book.units.filter(({ region: code }) => lies(code === '' ? null : code));
  const labels = new Set(units.flatMap(({ id, name }) => [id, name]));
  const posts = book.posts.filter(({ unit }) => labels.has(unit));
  const ids = new Set(posts.map(({ id }) => id));
  return {
    ...{ units, posts, regions: book.regions.filter(({ code }) => lies(code)) },
    appointments: book.appointments.filter(({ post }) => ids.has(post)),
  };
}
