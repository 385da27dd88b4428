import { sql } from 'kysely';
import { builtServer, type Fixture, type Ground, type Who } from './built.ts';
import { fillAssignments } from './filling.ts';
import { median } from './machine.ts';

/** Assignments in the database; `LUODI_BENCH_ASSIGNMENTS` for fewer. */
const ASSIGNMENTS = Number(process.env.LUODI_BENCH_ASSIGNMENTS ?? 1_000_000);
const PROGRAMMES = 40;
/** Rounds of the comparison; each holds the bare statement twice, with the list between (A/B/A). */
const ROUNDS = 60;
/** How many times the time of the bare statement a list may take. */
const GOAL = 2;

type Lists = typeof import('../server/src/views/assignment/list.ts');
type Lookings = typeof import('../server/src/views/assignment/looking.ts');
type Visibles = typeof import('../server/src/store/scope/visible.ts');
type Door = typeof import('../server/src/http/app.ts');
type Resources = typeof import('../server/src/http/assignment/assignments.ts');

/** Who asks for what, in words. */
interface Case {
  readonly name: string;
  readonly who: Who;
  readonly query: string;
}

/** Pages of 50 among many assignments, against a bare statement for the same facts: scope, filters, order, marks. */
export async function benchLists(ground: Ground): Promise<void> {
  const { programme, assignments: count, seconds } = await fillAssignments(ground, PROGRAMMES, ASSIGNMENTS);
  console.log(
    `lists among ${count} assignments of ${PROGRAMMES} programmes (made in ${seconds.toFixed(0)} s)`,
  );
  const { listAssignments } = await builtServer<Lists>('views/assignment/list.js');
  const { lookingAs } = await builtServer<Lookings>('views/assignment/looking.js');
  const { appOf } = await builtServer<Door>('http/app.js');
  const { assignments } = await builtServer<Resources>('http/assignment/assignments.js');
  const { query, pool } = ground.database;
  let asks: Who | null = null;
  const whoOf = async () =>
    asks && { person: asks.person, session: 'bench', by: 'token' as const, who: asks };
  const limits = { perMinute: 1e9 };
  const app = await appOf(ground, { resources: [assignments], whoOf, limits: limits as never });
  console.log('  a page of 50, medians in ms          bare    list   ratio     HTTP');
  try {
    for (const { name, who, query: filter } of await casesOf()) {
      asks = who;
      // How far somebody reaches is read once per request, like the session; HTTP has both.
      const looking = await lookingAs(query, { who, at: ground.now(), calendar: ground.calendar });
      const filters = Object.fromEntries(new URLSearchParams(filter));
      const states = filters.state ? { state: [filters.state as 'dispatched'] } : {};
      const bare = await bareStatement(ground, who, programme, states.state);
      const asBare = () => pool.query(bare.sql, [...bare.parameters]);
      const asList = () => listAssignments(query, looking, programme, states, { after: null, limit: 50 });
      const asRequest = () => app.inject({ url: `/api/programmes/${programme}/assignments?${filter}` });
      const found = (await asList()).rows.length;
      if ((await asBare()).rows.length < found) throw new Error('the bare statement finds less');
      const answer = await asRequest();
      if (answer.statusCode !== 200 || answer.json().rows.length !== found) throw new Error(answer.body);
      const times = { bare: [] as number[], list: [] as number[], http: [] as number[] };
      for (let round = 0; round < ROUNDS; round++) {
        times.bare.push(await timed(asBare));
        times.list.push(await timed(asList));
        times.http.push(await timed(asRequest));
        times.bare.push(await timed(asBare));
      }
      const [one, list, http] = [median(times.bare), median(times.list), median(times.http)];
      const ratio = list / one;
      const figures = [one, list, ratio, http].map((figure) => figure.toFixed(2).padStart(8)).join('');
      console.log(`  ${name.padEnd(34)}${figures}`);
      if (ratio > GOAL) process.exitCode = 1;
    }
    console.log(`  goal: list ≤ ${GOAL} × bare`);
  } finally {
    await app.close();
  }
}

async function casesOf(): Promise<Case[]> {
  const { coordinator, clerk, leader, FINANCE } = await builtServer<Fixture>(
    'acts/assignment/fixtures/confirmed.js',
  );
  const city = { id: '510100/人民政府', name: '' };
  const county = { id: '510104/人民政府', name: '' };
  return [
    { name: 'coordinator, all', who: coordinator(), query: '' },
    { name: 'coordinator, to be acknowledged', who: coordinator(), query: 'state=dispatched' },
    { name: 'department that leads some', who: clerk(FINANCE), query: '' },
    { name: 'city with its counties', who: leader(city), query: '' },
    { name: 'county', who: clerk(county), query: '' },
  ];
}

async function bareStatement(ground: Ground, who: Who, programme: string, state?: readonly string[]) {
  const { visible } = await builtServer<Visibles>('store/scope/visible.js');
  const { lookingAs } = await builtServer<Lookings>('views/assignment/looking.js');
  const { query } = ground.database;
  const { reach } = await lookingAs(query, { who, at: ground.now(), calendar: ground.calendar });
  const narrowed = state ? sql`a.state = any(${state}::text[])` : sql`true`;
  // The same answer: what was done to each, which says what comes next and which clocks run, is part of it.
  return sql`
    select a.*, m.text, i.no as item_no, i.title as item_title,
      (select json_agg(k order by k.no) from assignment_mark k
        where k.programme_id = a.programme_id and k.assignment_id = a.id) as marks
    from assignment a
    join measure m on m.programme_id = a.programme_id and m.id = a.measure_id
    join item i on i.programme_id = a.programme_id and i.id = a.item_id
    where a.programme_id = ${programme} and ${visible('assignment', who, reach, { as: 'a' })} and ${narrowed}
    order by a.due_on, a.id limit 51`.compile(query);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
