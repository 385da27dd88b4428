import { readdirSync, readFileSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptPath } from '../files/kept.ts';
import type { Database } from '../store/database.ts';
import { dataFolder, hasPostgres, quickFolder, skipping } from '../store/fixtures/ground.ts';
import { sm3Of, TABLE_RULES } from '../store/row.ts';
import type { Tables } from '../store/tables.ts';
import { verifyDatabase } from '../store/verify/index.ts';
import { backUpDatabase, restoreDatabase } from './backup.ts';
import { loadDirectoryTables } from './directory/load.ts';
import { asking, someone } from './fixtures/ground.ts';
import { type OpenGround, openGround } from './ground.ts';
import { editProgramme } from './programme/edit.ts';
import { examplePlan, OFFICE } from './programme/fixtures/plan.ts';
import { importDocument } from './programme/import.ts';

const can = hasPostgres();
if (!can) skipping('there is no PostgreSQL here: backups of an installation are not tested.');

type Folder = Awaited<ReturnType<typeof dataFolder>>;
const silent = { changed: () => undefined, note: () => undefined };
const at = (data: string) => ({
  ...{ databaseUrl: null, data, keys: null },
  postgres: process.env.LUODI_POSTGRES || null,
});
const coordinator = someone(OFFICE.id, ['coordinator']);

describe.runIf(can)('a backup of an installation', () => {
  const folders: Folder[] = [];
  const folder = async () => {
    const made = await dataFolder('open', quickFolder());
    folders.push(made);
    return made.data;
  };
  let source = '';
  let running: OpenGround;
  const confirmed: string[] = [];

  beforeAll(async () => {
    source = await folder();
    running = await openGround(at(source), silent);
    await loadDirectoryTables(running.ground);
  }, 300_000);
  afterAll(async () => {
    await running?.close();
    for (const one of folders) await one.remove();
  }, 60_000);

  /** Opens programmes, each from a file of its own, and changes them, until told to stop. */
  function working(clients: number): { stop(): Promise<void> } {
    let isOver = false;
    const { ground } = running;
    const atWork = Array.from({ length: clients }, async (_, client) => {
      for (let n = 1; !isOver; n++) {
        const as = (what: string) => ({ ...asking(coordinator, `${client} ${n} ${what}`), who: coordinator });
        const plan = examplePlan();
        const bytes = Buffer.concat([plan.bytes, Buffer.from(`\n${client} ${n}\n`)]);
        const { answer } = await importDocument(ground, as('open'), { ...plan, bytes });
        confirmed.push(answer.id);
        const changes = [{ act: 'edit-programme', change: { title: `计划 ${client}-${n}` } }] as const;
        await editProgramme(ground, as('edit'), answer.id, { changes, reason: '题名规范', version: null });
      }
    });
    return {
      stop: async () => {
        isOver = true;
        await Promise.all(atWork);
      },
    };
  }

  const verified = async ({ ground: { database, keys, calendar, files } }: OpenGround) => {
    const evidence = { keys, calendar, files: (sm3: string) => keptPath(files, sm3) };
    return (await verifyDatabase(database, evidence)).findings;
  };

  it('made while others work holds everything confirmed before, and what it holds is whole', async () => {
    const load = working(3);
    while (confirmed.length < 6) await sleep(20);
    const before = [...confirmed];
    const { path } = await backUpDatabase(at(source), null, new Date(), undefined);
    await load.stop();
    expect(confirmed.length).toBeGreaterThan(before.length);
    const other = await folder();
    await restoreDatabase(at(other), path, undefined);
    const restored = await openGround(at(other), silent);
    const there = await restored.ground.database.query
      .selectFrom('programme')
      .select('programme_id')
      .execute();
    const ids = new Set(there.map(({ programme_id }) => programme_id));
    expect(before.filter((id) => !ids.has(id))).toEqual([]);
    expect(await verified(restored)).toEqual([]);
    await restored.close();
  }, 300_000);

  it('made when nobody works is the same row for row, file for file and journal for journal', async () => {
    const { path } = await backUpDatabase(at(source), join(source, '..', 'elsewhere'), new Date(), undefined);
    const other = await folder();
    await restoreDatabase(at(other), path, undefined);
    const restored = await openGround(at(other), silent);
    for (const table of Object.keys(TABLE_RULES) as (keyof Tables)[]) {
      const one = await rowsOf(running.ground.database, table);
      expect(await rowsOf(restored.ground.database, table), table).toEqual(one);
    }
    expect(await rowsOf(restored.ground.database, 'journal_head')).not.toEqual([]);
    const files = filesIn(running.ground.files);
    expect(files.length).toBe(confirmed.length);
    expect(filesIn(restored.ground.files)).toEqual(files);
    for (const [name, sm3] of files) expect(name.endsWith(sm3)).toBe(true);
    const keys = (data: string) => readFileSync(join(data, 'keys.json'), 'utf8');
    expect(keys(other)).toBe(keys(source));
    expect(statSync(join(other, 'keys.json')).mode & 0o077).toBe(0);
    expect(await verified(restored)).toEqual([]);
    await restored.close();
  }, 300_000);

  it('is refused whole where an attachment in it is not what it was, and goes to no other keys', async () => {
    const to = join(source, '..', 'third');
    const { path } = await backUpDatabase(at(source), to, new Date(), undefined);
    const other = await folder();
    const [name = ''] = filesIn(join(path, 'attachments'))[0] ?? [];
    const file = join(path, 'attachments', name);
    const bytes = readFileSync(file);
    await writeFile(file, Buffer.alloc(bytes.length));
    await expect(restoreDatabase(at(other), path, undefined)).rejects.toMatchObject({
      code: 'store/backup-damaged',
    });
    await writeFile(file, bytes);
    const foreign = await openGround(at(other), silent);
    await foreign.close();
    await rm(join(other, 'database'), { recursive: true });
    await expect(restoreDatabase(at(other), path, undefined)).rejects.toMatchObject({
      code: 'store/restore-occupied',
    });
    await rm(join(other, 'keys.json'));
    await restoreDatabase(at(other), path, undefined);
  }, 300_000);
});

async function rowsOf({ pool }: Database, table: keyof Tables): Promise<unknown[]> {
  const { rows } = await pool.query(`select to_jsonb(t)::text as row from ${table} t order by 1`);
  return rows;
}

/** Files below a folder, by name, with the SM3 of what they hold. */
function filesIn(folder: string): [name: string, sm3: string][] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, sm3Of(readFileSync(join(folder, name)))]);
}
