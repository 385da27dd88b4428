import { ASSIGNMENT_ACTS } from '@luodi/core/assignment';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGround, testGround } from '../../acts/fixtures/ground.ts';
import { decide } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import type { FactsOf, Thing } from '../../scope/relation.ts';
import type { ActionOn } from '../../scope/rules.ts';
import { ROLES, type Who } from '../../scope/who.ts';
import { hasPostgres, skipping } from '../fixtures/ground.ts';
import { programmeFacts } from './facts.ts';
import * as naive from './fixtures/naive.ts';
import { clear, settle, type World, type WorldProgramme, whoIn, worlds } from './fixtures/world.ts';
import { reachOf } from './reach.ts';
import { type Listed, visible } from './visible.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

/** How many countries, people in each, assignments at most. */
const [COUNTRIES, PEOPLE, SIZE] = process.env.LUODI_LONG ? [40, 400, 400] : [4, 60, 80];
const SEED = Number(process.env.LUODI_SEED ?? 20261125);

describe.runIf(hasPostgres())('who sees and does what', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
  });
  afterAll(() => test.end());

  const all = fc.sample(worlds(SIZE), { numRuns: COUNTRIES, seed: SEED });

  it.each(all.map((world, at) => ({ world, at: at + 1 })))(
    'is the same in memory, as SQL and as told plainly (country $at)',
    async ({ world }) => {
      const tx = test.ground.database.query;
      await clear(tx);
      await settle(tx, world);
      let pairs = 0;
      await fc.assert(
        fc.asyncProperty(whoIn(world), async (who) => {
          pairs += await compare(world, who);
        }),
        { numRuns: PEOPLE, seed: SEED, endOnFailure: true },
      );
      expect(pairs).toBeGreaterThan(PEOPLE * 100);
    },
  );

  const small = fc.sample(worlds(16), { numRuns: process.env.LUODI_LONG ? 40 : 2, seed: SEED + 1 });

  it.each(small.map((world, at) => ({ world, at: at + 1 })))(
    'is the same for every unit in every role (small country $at)',
    async ({ world }) => {
      const tx = test.ground.database.query;
      await clear(tx);
      await settle(tx, world);
      for (const { id: unit, region, functionKey } of world.units)
        for (const [at, role] of ROLES.entries()) {
          const post = { person: 'p', post: 'post', onBehalfOf: null, unit, region, functionKey };
          await compare(world, { ...post, roles: [role], allows: null });
          // A token with one of these for every other role, so that all meet.
          const allows = [['read'], ['read', 'assignment'], ['read', 'programme']][(at + unit.length) % 3];
          await compare(world, { ...post, roles: [role], allows: allows ?? null });
        }
    },
  );

  /** Everything in the world for one person; how many decisions were compared. */
  async function compare(world: World, who: Who): Promise<number> {
    const tx = test.ground.database.query;
    const reach = await reachOf(tx, who);
    const facts = await programmeFacts(
      tx,
      who,
      reach,
      world.programmes.map(({ id }) => id),
    );
    const factsOf = ({ id }: WorldProgramme) => facts.get(id) as FactsOf['programme'];
    const rows = async (thing: Listed, key: string) => {
      const table = TABLES[thing];
      const { rows: found } = await sql<{
        key: string;
      }>`select ${sql.raw(key)} as key from ${sql.table(table)}
        where ${visible(thing, who, reach)}`.execute(tx);
      return new Set(found.map((row) => row.key));
    };
    const ask = asker(who, reach);
    let pairs = 0;
    const agree = (what: string, ...answers: boolean[]) => {
      pairs++;
      if (new Set(answers).size > 1) throw new Error(`${what}: ${answers.join(', ')}`);
    };

    const seen = {
      assignment: await rows('assignment', 'id'),
      programme: await rows('programme', 'programme_id'),
      ledger: await rows('ledger', 'programme_id'),
      journal: await rows('journal', 'programme_id'),
      requests: await rows('change-request', "programme_id || '/' || requested_unit"),
      slip: await rows('slip', "programme_id || '/' || no"),
      inbox: await rows('inbox', 'subject_id'),
      event: await rows('event', 'event_id'),
    };
    for (const one of world.assignments) {
      const { unit, lead, coordinator, state } = one;
      const its = {
        unit: unit.id,
        lead,
        coordinator,
        state,
        region: unit.region,
        functionKey: unit.functionKey,
      };
      agree(
        `assignment ${one.id}`,
        ask('assignment', 'see', its),
        seen.assignment.has(one.id),
        naive.seesAssignment(world, who, one),
      );
      for (const act of ASSIGNMENT_ACTS)
        agree(`${act} ${one.id}`, ask('assignment', act, its), naive.doesToAssignment(world, who, act, one));
    }
    for (const one of world.programmes) {
      const { id } = one;
      const its = factsOf(one);
      const reads = naive.readsProgramme(world, who, one);
      agree(
        `programme ${id}`,
        ask('programme', 'see', its),
        seen.programme.has(id),
        naive.knowsProgramme(world, who, one),
      );
      agree(`ledger ${id}`, ask('ledger', 'see', its), seen.ledger.has(id), reads);
      agree(`document ${id}`, ask('document', 'see', its), reads);
      agree(`baseline ${id}`, ask('baseline', 'see', its), reads);
      agree(`item ${id}`, ask('item', 'see', its), naive.readsItem(world, who, one));
      agree(`edit ${id}`, ask('ledger', 'edit', its), naive.editsLedger(world, who, one));
      agree(`answer ${id}`, ask('item', 'answer', its), naive.answersQuestion(world, who, one));
      for (const act of ['confirm', 'dispatch', 'request-change'] as const)
        agree(`${act} ${id}`, ask('programme', act, its), naive.doesToProgramme[act](world, who, one));
      agree(
        `journal ${id}`,
        ask('journal', 'see', its),
        seen.journal.has(id),
        naive.readsJournal(world, who, one),
      );
    }
    for (const { programme, unit: requester } of world.slips) {
      const of = world.programmes.find(({ id }) => id === programme) as WorldProgramme;
      agree(
        `request of ${requester} in ${programme}`,
        ask('change-request', 'see', { ...factsOf(of), requester }),
        seen.requests.has(`${programme}/${requester}`),
        naive.seesRequest(world, who, of, requester),
      );
    }
    for (const one of world.slips) {
      const coordinator = world.programmes.find(({ id }) => id === one.programme)?.coordinator ?? null;
      agree(
        `slip ${one.no}`,
        ask('slip', 'see', { unit: one.unit, coordinator }),
        seen.slip.has(`${one.programme}/${one.no}`),
        naive.seesSlip(world, who, one),
      );
    }
    for (const one of world.inbox)
      agree(
        `inbox ${one.subject}`,
        ask('inbox', 'see', one),
        seen.inbox.has(one.subject),
        naive.seesInbox(who, one),
      );
    for (const one of world.events) {
      const of = world.programmes.find(({ id }) => id === one.programme);
      agree(
        `event ${one.seq}`,
        ask('event', 'see', {
          ...{ unit: one.unit, state: of?.state ?? null, owner: of?.owner ?? null },
          coordinator: of?.coordinator ?? null,
        }),
        seen.event.has(`e${one.seq}`),
        naive.seesEvent(world, who, one),
      );
    }
    return pairs;
  }
});

const TABLES: Readonly<Record<Listed, string>> = {
  programme: 'programme',
  ledger: 'programme',
  document: 'programme',
  baseline: 'programme',
  journal: 'programme',
  'change-request': 'change_request',
  assignment: 'assignment',
  slip: 'slip',
  inbox: 'inbox',
  event: 'journal_event',
};

/** Decisions as yes or no. */
function asker(who: Who, reach: Reach) {
  return <T extends Thing>(thing: T, action: ActionOn<T>, facts: FactsOf[T]): boolean => {
    const decided = decide(who, reach, thing, action, facts);
    const seen = decide(who, reach, thing, 'see' as ActionOn<T>, facts);
    const hidden = decided !== true && decided.code === 'scope/not-found';
    // What is permitted is seen, and only what is not seen is not found. (Not `expect`: it is slow, a million times.)
    if (hidden !== (seen !== true)) throw new Error(`${thing} ${action}: ${JSON.stringify(decided)}`);
    return decided === true;
  };
}
