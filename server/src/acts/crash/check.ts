import { eventOf, type StoredEvent, verifyChain } from '@luodi/core/journal';
import { Client } from 'pg';
import { joinCluster } from '../../store/cluster/index.ts';
import { valueTypes } from '../../store/connection.ts';
import type { Request } from './client.ts';
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
export async function lostOrDoubled(client: Client, requests: readonly Request[]): Promise<string[]> {
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

/** What is half-applied: the places in which an act is counted do not agree. */
export async function halfApplied(client: Client): Promise<string[]> {
  const { rows } = await client.query<Record<string, number> & { programme: string }>(
    `select p.programme_id as programme, p.version,
            (select count(*)::int from edit e where e.programme_id = p.programme_id) as edits,
            (select count(*)::int from item i where i.programme_id = p.programme_id) as items,
            (select count(*)::int from answer a where a.programme_id = p.programme_id) as answers,
            (select count(*)::int from journal_event e where e.programme_id = p.programme_id) as events,
            (select size from journal_head h where h.programme_id = p.programme_id) as size
       from programme p`,
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

/** What is wrong with the journals: each chain from its first event, and the change that each event says it made. */
export async function brokenJournals(client: Client): Promise<string[]> {
  const { rows: heads } = await client.query<{ programme_id: string; size: number; hash: string }>(
    'select programme_id, size, hash from journal_head',
  );
  const faults: string[] = [];
  for (const { programme_id: programme, size, hash } of heads) {
    const { rows } = await client.query<StoredEvent>(
      'select body, hash from journal_event where programme_id = $1 order by seq',
      [programme],
    );
    const { fault } = verifyChain(programme, rows);
    if (fault) faults.push(`${programme}: ${JSON.stringify(fault)}`);
    if (rows.length !== size || rows.at(-1)?.hash !== hash)
      faults.push(`${programme}: the head is elsewhere`);
    const { rows: edits } = await client.query<{ key: string }>(
      'select reason as key from edit where programme_id = $1 order by no',
      [programme],
    );
    const said = rows.flatMap(({ body }) => {
      const event = eventOf(body);
      return event && typeof event === 'object' && event.act === 'ledger/change' ? [event.facts.key] : [];
    });
    if (JSON.stringify(said) !== JSON.stringify(edits.map(({ key }) => key)))
      faults.push(`${programme}: events and changes differ`);
  }
  return faults;
}
