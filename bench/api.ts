import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignmentsOf, slipsFrom } from '@luodi/core/assignment';
import { type Ledger, ledgerFrom, type UnitRef } from '@luodi/core/programme';
import { contextOf, groupOf, membersOf } from '@luodi/core/unit';
import { builtServer, type Fixture, type Ground } from './built.ts';
import { compileFile } from './compiler.ts';
import { corpusFolder } from './corpus.ts';
import { benchLists } from './lists.ts';
import { machine, median } from './machine.ts';
import { projectFolder } from './root.ts';

/** Programmes that are dispatched one after the other, each a new one. */
const DISPATCHES = 5;
/** Milliseconds for a dispatch of the reference programme to all its units. */
const DISPATCH_GOAL = 2000;

type TestPeople = typeof import('../server/src/acts/fixtures/ground.ts');
type Dispatch = typeof import('../server/src/acts/assignment/dispatch.ts');
type Opening = typeof import('../server/src/acts/ground.ts');

/** `npm run bench -- api`: dispatching, and lists among many assignments, against a database of their own. */
export async function benchApi(): Promise<void> {
  console.log(`api on ${machine()}`);
  const folder = await mkdtemp(join(tmpdir(), 'luodi-bench-'));
  // As root, PostgreSQL runs as another user, who has to reach its data here.
  await chmod(folder, 0o755);
  const { openGround } = await builtServer<Opening>('acts/ground.js');
  const { ground, close } = await openGround(
    { databaseUrl: process.env.DATABASE_URL ?? null, data: folder, postgres: null, keys: null },
    { changed: () => undefined, note: () => undefined },
  );
  try {
    console.log(`PostgreSQL ${ground.database.version}`);
    await benchDispatch(ground);
    await benchLists(ground);
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchDispatch(ground: Ground): Promise<void> {
  const { confirmed, coordinator, putUnits, OFFICE } = await builtServer<Fixture>(
    'acts/assignment/fixtures/confirmed.js',
  );
  const { asking } = await builtServer<TestPeople>('acts/fixtures/ground.js');
  const { dispatchProgramme } = await builtServer<Dispatch>('acts/assignment/dispatch.js');
  const { name, ledger } = await referenceLedger(ground, OFFICE);
  const slips = slipsFrom(ledger);
  const count = slips.reduce((sum, slip) => sum + assignmentsOf(slip, '', OFFICE, () => '').length, 0);
  await putUnits(ground, [OFFICE, ...slips.map(({ unit }) => unit)]);
  console.log(`dispatch of ${name}: ${slips.length} units, ${count} assignments`);
  const times: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < DISPATCHES; round++) {
    const programme = await confirmed(ground, ledger);
    const start = performance.now();
    const used = process.cpuUsage();
    await dispatchProgramme(ground, asking(coordinator()), { programme, reason: '', version: null });
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  const middle = median(times);
  const each = times.map((time) => time.toFixed(0)).join(', ');
  console.log(
    `  median of ${DISPATCHES}           ${middle.toFixed(0)} ms (${each}); goal ≤ ${DISPATCH_GOAL} ms`,
  );
  console.log(`  processor time of the program, without PostgreSQL: ${median(processor).toFixed(0)} ms`);
  // How long it takes depends on the machine and on who else uses it, so that it does not fail the run.
}

/**
 * The ledger of the reference document (without the corpus: of our own example), as far as it can be dispatched: the
 * first question of 有关市（州） is answered with every county of the province, other open ends with nobody.
 */
async function referenceLedger(
  { directory }: Ground,
  coordinator: UnitRef,
): Promise<{ readonly name: string; readonly ledger: Ledger }> {
  const own = join(projectFolder(), 'examples', 'province-key-tasks', 'source.txt');
  const seed = join(corpusFolder(), 'seed', 'source.txt');
  const compiled = await compileFile(seed).catch(() => compileFile(own));
  const context = contextOf(directory, { issuer: '四川省人民政府', year: 2022 });
  const proposed = ledgerFrom(compiled, (group) => membersOf(context, group));
  const counties = groupOf(context, '各县（市、区）人民政府');
  const members = (counties && membersOf(context, counties)) ?? [];
  let asked = false;
  const items = proposed.items.map((item) => ({
    ...item,
    duties: item.duties.map((duty) => {
      if (!duty.group || duty.group.members !== null) return duty;
      const answer = duty.group.kind === 'some' && !asked ? members : [];
      asked ||= duty.group.kind === 'some';
      return { ...duty, group: { ...duty.group, members: answer } };
    }),
  }));
  const name =
    compiled.source.name === 'source.txt' ? (compiled.meta.title ?? '').slice(0, 20) : compiled.source.name;
  return { name, ledger: { ...proposed, items, coordinator } };
}
