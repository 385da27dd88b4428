import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtServer, type Ground } from './built.ts';
import { machine, median } from './machine.ts';

type DatabaseModule = typeof import('../server/src/store/database.ts');
type WorkModule = typeof import('../server/src/acts/crash/work.ts');
type BackupModule = typeof import('../server/src/store/backup.ts');
type RestoreModule = typeof import('../server/src/store/restore.ts');
type FolderModule = typeof import('../server/src/store/fixtures/ground.ts');
type Database = Awaited<ReturnType<DatabaseModule['openDatabase']>>;

const FIRST_STARTS = 3;
const STARTS = 5;
/** How long each rate is measured, and how often; milliseconds. */
const SPAN = 2_000;
const SPANS = 3;
const CLIENTS = 16;

/** `npm run bench -- database`: the program's own PostgreSQL on the disk of this machine, and acts on it. */
export async function benchDatabase(): Promise<void> {
  const { openDatabase } = await builtServer<DatabaseModule>('store/database.js');
  const { dataFolder } = await builtServer<FolderModule>('store/fixtures/ground.js');
  console.log(`database on ${machine()}`);
  const folders: Awaited<ReturnType<typeof dataFolder>>[] = [];
  const folder = async () => {
    const made = await dataFolder('open', tmpdir());
    folders.push(made);
    return made.data;
  };
  const open = (data: string) =>
    openDatabase(
      { databaseUrl: null, data, postgres: process.env.LUODI_POSTGRES || null },
      { as: 'owner', connections: CLIENTS + 4 },
    );
  try {
    const data = await starts(open, folder);
    const database = await open(data);
    try {
      console.log(`PostgreSQL ${database.version}, ${database.cluster?.binaries?.origin ?? 'external'}`);
      await rates(database);
      await copies(database, data, await folder());
    } finally {
      await database.close();
    }
  } finally {
    for (const one of folders) await one.remove();
  }
}

async function starts(
  open: (data: string) => Promise<Database>,
  folder: () => Promise<string>,
): Promise<string> {
  const timed = async (data: string) => {
    const began = performance.now();
    const database = await open(data);
    const took = performance.now() - began;
    await database.close();
    return took;
  };
  let data = '';
  const first: number[] = [];
  for (let run = 0; run < FIRST_STARTS; run++) {
    data = await folder();
    first.push(await timed(data));
  }
  const again: number[] = [];
  for (let run = 0; run < STARTS; run++) again.push(await timed(data));
  console.log(`\nstart, medians of ${FIRST_STARTS} and ${STARTS}`);
  console.log(`  first: cluster made, structure built  ${median(first).toFixed(0).padStart(6)} ms`);
  console.log(`  again                                 ${median(again).toFixed(0).padStart(6)} ms`);
  return data;
}

async function rates(database: Database): Promise<void> {
  const { prepared, work } = await builtServer<WorkModule>('acts/crash/work.js');
  const { uuidV7 } =
    await builtServer<typeof import('../server/src/store/identifier.ts')>('store/identifier.js');
  const ground = {
    ...{
      database,
      keys: { seal: Buffer.alloc(32, 1), secret: Buffer.alloc(32, 2) },
      now: () => new Date(),
      newId: () => uuidV7(Date.now()),
    },
    ...{ changed: () => undefined, at: () => undefined },
  } as unknown as Ground;
  const programmes = Array.from({ length: CLIENTS }, () => randomUUID());
  await prepared(ground, programmes);
  await database.pool.query('create table bench_bare (id uuid primary key, said text not null)');
  const bare = () => database.pool.query('insert into bench_bare values ($1, $2)', [randomUUID(), '一条']);
  const act = (programme: string, key = randomUUID()) => work(ground, { programme, key: key as string });
  const [first = ''] = programmes;
  const known = randomUUID();
  await act(first, known);
  console.log(
    `\nacts a second (5 rows, an event and an answer each), medians of ${SPANS} spans of ${SPAN / 1000} s`,
  );
  const show = async (label: string, clients: number, one: (client: number) => Promise<unknown>) => {
    const found: number[] = [];
    for (let span = 0; span < SPANS; span++) found.push(await rate(clients, one));
    const middle = median(found);
    const each = (clients * 1000) / middle;
    console.log(
      `  ${label.padEnd(46)}${middle.toFixed(0).padStart(7)}/s ${each.toFixed(2).padStart(7)} ms each`,
    );
    return middle;
  };
  const floor = await show('one row by bare SQL, one client', 1, bare);
  await show(`one row by bare SQL, ${CLIENTS} clients`, CLIENTS, bare);
  const single = await show('an act, one client', 1, () => act(first));
  await show(`acts, ${CLIENTS} clients on one programme`, CLIENTS, () => act(first));
  await show(`acts, ${CLIENTS} clients on ${CLIENTS} programmes`, CLIENTS, (client) =>
    act(programmes[client] as string),
  );
  await show('the same request again, one client', 1, () => act(first, known));
  await show(`the same request again, ${CLIENTS} clients`, CLIENTS, () => act(first, known));
  console.log(`  an act costs ${(floor / single).toFixed(1)} times a bare row`);
}

/** Done a second by so many clients, each doing one after the other. */
async function rate(clients: number, one: (client: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < SPAN) {
        await one(client);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - began);
}

async function copies({ cluster }: Database, data: string, other: string): Promise<void> {
  const { backUp, backedUpSize } = await builtServer<BackupModule>('store/backup.js');
  const { restore } = await builtServer<RestoreModule>('store/restore.js');
  if (!cluster) return;
  const times: number[] = [];
  let path = '';
  let size = 0;
  for (let run = 0; run < 3; run++) {
    path = join(data, '..', `backup-${run}`);
    const began = performance.now();
    const { manifest } = await backUp(cluster, path);
    times.push(performance.now() - began);
    size = backedUpSize(manifest) / 2 ** 20;
  }
  const restored: number[] = [];
  for (let run = 0; run < 3; run++) {
    await rm(other, { recursive: true, force: true });
    const began = performance.now();
    await restore({ data: other, postgres: process.env.LUODI_POSTGRES || null }, path);
    restored.push(performance.now() - began);
  }
  console.log(`\nbackup of ${size.toFixed(0)} MB, medians of 3, every byte hashed and on the disk`);
  console.log(`  luodi backup                          ${median(times).toFixed(0).padStart(6)} ms`);
  console.log(`  luodi restore, opened once            ${median(restored).toFixed(0).padStart(6)} ms`);
}
