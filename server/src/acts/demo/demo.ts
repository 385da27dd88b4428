import { rm } from 'node:fs/promises';
import { type Parameters, Refusal } from '@luodi/core/base';
import type { CliRefusalCode, Code } from '@luodi/core/message';
import { sql } from 'kysely';
import { DEMO, isDemo } from '../../store/demo.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { TABLE_RULES, type TableName } from '../../store/row.ts';
import { perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { loadDirectoryTables } from '../directory/load.ts';
import { needsSetUp } from '../people/set-up.ts';
import { castIn, DEMO_PASSWORD, demoLogins } from './cast.ts';
import { stageOf, storyYear } from './ground.ts';
import { tell } from './story.ts';

export { isDemo };

/** What the demo holds. */
export interface Demo {
  readonly programme: string;
  readonly year: number;
}

const BY_ITSELF: Asking = { who: null, request: null, address: null, once: null };

/**
 * Makes the demo in a database in which nobody is yet: people with a password that everybody knows, and a programme
 * with half a year of life, through the acts themselves. The same each time in the same year.
 * @throws {Refusal} `cli/demo-occupied` where somebody is there
 */
export async function makeDemo(ground: Ground): Promise<Demo> {
  if (!(await needsSetUp(ground.database.query))) throw new Refusal<CliRefusalCode>('cli/demo-occupied');
  const year = storyYear(ground.now());
  const act = { programme: DIRECTORY, act: 'demo/open', subject: { kind: 'setting', id: DEMO } };
  // First of all: whatever becomes of the rest, this database says what it is.
  await perform(ground, BY_ITSELF, act, async ({ set }) => {
    await set('setting', [{ key: DEMO, value: JSON.stringify({ year }), version: 1 }]);
    return { answer: null, facts: { year } };
  });
  await loadDirectoryTables(ground);
  const stage = stageOf(ground, year);
  const cast = await castIn(stage.ground, year, ground.now());
  const programme = await tell(stage, cast, year);
  const end = { ...act, act: 'demo/whole' };
  await perform(ground, BY_ITSELF, end, async ({ change }) => {
    await change('setting', { key: DEMO }, { value: JSON.stringify({ year, whole: true }), version: 2 });
    return { answer: null, facts: { year } };
  });
  return { programme, year };
}

/** Whether the making of the demo was interrupted: it has to be made anew. */
export async function isHalfDemo(query: Ground['database']['query']): Promise<boolean> {
  const row = await query.selectFrom('setting').select('value').where('key', '=', DEMO).executeTakeFirst();
  return row !== undefined && (JSON.parse(row.value) as { readonly whole?: true }).whole !== true;
}

/** Tells the notes of the door and of the command line what is in the demo, and whom one may sign in as. */
export async function tellDemo(
  { database: { query } }: Pick<Ground, 'database'>,
  note: (code: Code, parameters: Parameters) => void,
): Promise<void> {
  note('cli/demo-made', { year: await demoYear(query), password: DEMO_PASSWORD });
  for (const one of await demoLogins(query)) note('cli/demo-login', { ...one });
}

async function demoYear(query: Ground['database']['query']): Promise<string> {
  const row = await query.selectFrom('setting').select('value').where('key', '=', DEMO).executeTakeFirst();
  return String((JSON.parse(row?.value ?? '{}') as Partial<Demo>).year ?? '');
}

/**
 * Empties the database of the demo and makes it anew; a database in which nobody is becomes one.
 * @throws {Refusal} `cli/demo-occupied` where it is not the demo's: nothing was touched
 */
export async function resetDemo(ground: Ground): Promise<Demo> {
  const { query } = ground.database;
  if (!(await needsSetUp(query))) {
    await query.transaction().execute(async (tx) => {
      if (!(await isDemo(tx))) throw new Refusal<CliRefusalCode>('cli/demo-occupied');
      const tables = (Object.keys(TABLE_RULES) as TableName[]).filter((name) => name !== 'luodi_migrations');
      // The program has no right to empty a journal (0002); for the demo's it takes it for this one moment.
      await sql`grant truncate on journal_event to current_user`.execute(tx);
      await sql`truncate table ${sql.join(tables.map((name) => sql.table(name)))}`.execute(tx);
      await sql`revoke truncate on journal_event from current_user`.execute(tx);
    });
    await rm(ground.files, { recursive: true, force: true });
  }
  return makeDemo(ground);
}
