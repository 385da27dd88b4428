import { eventOf } from '@luodi/core/journal';
import { Client } from 'pg';
import { joinCluster } from '../../store/cluster/index.ts';
import { valueTypes } from '../../store/connection.ts';
import { openDatabase } from '../../store/database.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { findKeys } from '../keys.ts';
import type { Chain, Request } from './client.ts';
import { ITEMS, TAKING } from './work.ts';

/** Connects to the database that a child runs, as the program's role. */
export async function visitor(data: string): Promise<Client> {
  const cluster = await joinCluster(data);
  if (!cluster) throw new Error('nobody runs the database');
  const client = new Client({ ...cluster.login, types: valueTypes });
  await client.connect();
  return client;
}

/** What is wrong with what was confirmed: each request must have had one effect, with the number that was confirmed. */
export async function lostOrDoubled(client: Client, all: readonly Request[]): Promise<string[]> {
  const requests = all.filter(({ step }) => step === undefined);
  const { rows } = await client.query<{ key: string; programme: string; no: number }>(
    'select reason as key, programme_id as programme, no from edit where reason = any($1)',
    [requests.map(({ key }) => key)],
  );
  const found = new Map<string, { programme: string; no: number }[]>();
  for (const { key, ...where } of rows) found.set(key, [...(found.get(key) ?? []), where]);
  return requests.flatMap(({ key, programme, no }) => {
    const effects = found.get(key) ?? [];
    if (effects.length === 1 && effects[0]?.no === no && effects[0]?.programme === programme) return [];
    return [`${key} was confirmed as ${no} and is there ${effects.map((one) => one.no).join(', ') || 'not'}`];
  });
}

/** What is wrong with the assignments: each has had just the acts that were confirmed. */
export async function strayedChains(client: Client, chains: readonly Chain[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; version: number; marks: number }>(
    `select id, version, (select count(*)::int from assignment_mark m
                           where m.programme_id = a.programme_id and m.assignment_id = a.id) as marks
       from assignment a`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return chains.flatMap(({ id, done }) => {
    const { version = 0, marks = 0 } = found.get(id) ?? {};
    return version === done + 1 && marks === done + 1
      ? []
      : [`${id}: ${done} acts were confirmed, and it is at ${version} with ${marks} marks`];
  });
}

/** What is half-applied: the places in which an act is counted do not agree. */
export async function halfApplied(client: Client, programmes: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<Record<string, number> & { programme: string }>(
    `select p.programme_id as programme, p.version,
            (select count(*)::int from edit e where e.programme_id = p.programme_id) as edits,
            (select count(*)::int from item i where i.programme_id = p.programme_id) as items,
            (select count(*)::int from answer a where a.programme_id = p.programme_id) as answers,
            (select count(*)::int from journal_event e where e.programme_id = p.programme_id) as events,
            (select size from journal_head h where h.programme_id = p.programme_id) as size
       from programme p where p.programme_id = any($1)`,
    [programmes],
  );
  return rows.flatMap(({ programme, version = 0, ...counted }) => {
    const expected = {
      edits: version,
      items: ITEMS * (version - Math.floor(version / TAKING)),
      // One more of each for the opening of the programme.
      ...{ answers: version + 1, events: version + 1, size: version + 1 },
    };
    return Object.entries(expected)
      .filter(([name, count]) => counted[name] !== count)
      .map(([name, count]) => `${programme}: ${name} ${counted[name]} instead of ${count}`);
  });
}

/** What is wrong with the whole database: journals, rows that no event explains, seals; and whose act is which. */
export async function unsound(
  data: string,
  client: Client,
  programmes: readonly string[],
): Promise<string[]> {
  const database = await openDatabase({ databaseUrl: null, data, postgres: null }, { as: 'guest' });
  try {
    const { keys } = await findKeys(null, data);
    const { findings } = await verifyDatabase(database, { keys, calendar: null, files: null });
    return [...findings.map((finding) => JSON.stringify(finding)), ...(await astray(client, programmes))];
  } finally {
    await database.close();
  }
}

/** Programmes whose events and changes are not of the same requests, in the same order. */
async function astray(client: Client, programmes: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ programme: string; body: Buffer[]; keys: string[] }>(
    `select programme_id as programme,
            (select array_agg(body order by seq) from journal_event e
              where e.programme_id = p.programme_id and act = 'ledger/change') as body,
            (select array_agg(reason order by no) from edit e where e.programme_id = p.programme_id) as keys
       from programme p where p.programme_id = any($1)`,
    [programmes],
  );
  return rows.flatMap(({ programme, body, keys }) => {
    const said = (body ?? []).map((one) => {
      const event = eventOf(one);
      return event && typeof event === 'object' ? event.facts.key : null;
    });
    return JSON.stringify(said) === JSON.stringify(keys ?? [])
      ? []
      : [`${programme}: events and changes are not of the same requests`];
  });
}
