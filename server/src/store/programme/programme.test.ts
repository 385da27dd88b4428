import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  draftProgramme,
  edited,
  type Ledger,
  type LedgerAct,
  ledgerFrom,
  type Programme,
  perform,
  type Stamp,
} from '@luodi/core/programme';
import { compileText } from '@luodi/core/task';
import fc from 'fast-check';
import type { Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGround, testGround } from '../../acts/fixtures/ground.ts';
import { PROGRAM } from '../../config.ts';
import { counting } from '../fixtures/counting.ts';
import { hasPostgres, skipping } from '../fixtures/ground.ts';
import { openChain } from '../journal.ts';
import type { Tables } from '../tables.ts';
import { writingIn } from '../writing.ts';
import { choices, chosenAct } from './fixtures/acts.ts';
import { loadBaseline, loadLedger, loadProgramme, type StoredProgramme } from './load.ts';
import { insertProgramme, saveProgramme } from './save.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const ID = '00000000-0000-7000-8000-00000000000a';
const OWNER = '510000/人民政府办公厅';
const text = readFileSync(join(PROGRAM, 'examples/province-key-tasks/source.txt'), 'utf8');
const stamp: Stamp = {
  ...{ person: 'p-1', post: 'post-1', unit: OWNER, reason: '核对' },
  at: '2026-03-02T01:00:00.000Z',
};

describe.runIf(hasPostgres())('a ledger in the database', () => {
  let test: TestGround;
  let ledger: Ledger;
  beforeAll(async () => {
    test = await testGround();
    const { directory, database } = test.ground;
    const compiled = compileText(text, { name: 'plan.txt', format: 'txt', sm3: '0'.repeat(64), directory });
    const [first] = ledgerFrom(compiled).items;
    const origin = first?.origin as Ledger['items'][number]['origin'];
    const goal = {
      id: 'g1.1',
      path: ['一'],
      title: '目标',
      text: '增长6%',
      targets: [],
      deadlines: [],
      origin,
    };
    ledger = { ...ledgerFrom(compiled), goals: [goal] };
    const unit = { region_code: null, function_key: null, line: 'government', from_day: '1949-10-01' };
    const ids = [OWNER, '510000/财政', '510000/水利', '510100/人民政府'];
    await database.query
      .insertInto('unit')
      .values(ids.map((id) => ({ id, ...unit, parent_id: null, successor_id: null })))
      .execute();
  });
  afterAll(() => test.end());

  /** Does something with the draft in a transaction that comes to nothing. */
  async function drafted<T>(
    work: (tx: Transaction<Tables>, before: StoredProgramme) => Promise<T>,
  ): Promise<T> {
    const { query } = test.ground.database;
    const tx = await query.startTransaction().execute();
    try {
      await openChain(tx, ID, test.ground.keys);
      const document = {
        ...{
          id: ID,
          name: 'plan.txt',
          media: 'txt',
          bytes: 1,
          file_sm3: 'f',
          sm3: ledger.document.sm3,
          text,
        },
        ...{ meta: JSON.stringify(metaOf(ledger)), compiled: '{}' },
      };
      const opened = { programme: draftProgramme(ID, ledger), owner: OWNER, document };
      await insertProgramme(writingIn(tx), opened, new Date(stamp.at));
      return await work(tx, (await loadProgramme(tx, ID)) as StoredProgramme);
    } finally {
      await tx.rollback().execute();
    }
  }
  const metaOf = ({ document: { name: _, sm3: __, ...meta } }: Ledger) => meta;
  const done = (programme: Programme, ...acts: readonly LedgerAct[]) =>
    acts.reduce((one, act) => perform(one, act, stamp), programme);

  it('comes back as it was written', () =>
    drafted(async (_, { programme }) => {
      expect(programme.ledger).toEqual(ledger);
    }));

  it('is after every act what the core makes of it', async () => {
    const tried = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(choices, { minLength: 1, maxLength: 12 }), (chosen) =>
        drafted(async (tx, first) => {
          let stored = first;
          let model = ledger;
          for (const choice of chosen) {
            const act = chosenAct(model, choice);
            if (!act) continue;
            model = edited(model, act);
            tried.add(act.act);
            await saveProgramme(writingIn(tx), stored, done(stored.programme, act), [act]);
            stored = (await loadProgramme(tx, ID)) as StoredProgramme;
            expect(stored.programme.ledger).toEqual(model);
          }
          const edits = await tx.selectFrom('edit').select('no').orderBy('no').execute();
          expect(edits.map(({ no }) => no)).toEqual(edits.map((_, at) => at + 1));
          expect(stored.row.version).toBe(edits.length + 1);
        }),
      ),
      { numRuns: 16 },
    );
    expect(tried.size).toBeGreaterThan(8);
  });

  it('writes only what differs', () =>
    drafted(async (tx, stored) => {
      const measure = ledger.items[0]?.measures[0]?.id as string;
      const act: LedgerAct = { act: 'edit-measure', measure, change: { text: '另一说法' } };
      const held = writingIn(tx);
      await saveProgramme(held, stored, done(stored.programme, act), [act]);
      expect(held.effects().flatMap(({ of, rows }) => rows.map(([id]) => [of, id]))).toEqual([
        ['measure', measure],
        ['edit', '1'],
        ['programme', ID],
      ]);
    }));

  it('keeps a measure that was removed, marked, for the assignments that it had', () =>
    drafted(async (tx, stored) => {
      const measure = ledger.items[0]?.measures[0]?.id as string;
      const act: LedgerAct = { act: 'remove-measure', measure };
      await saveProgramme(writingIn(tx), stored, done(stored.programme, act), [act]);
      const row = await tx
        .selectFrom('measure')
        .select('removed')
        .where('id', '=', measure)
        .executeTakeFirst();
      expect(row).toEqual({ removed: true });
    }));

  it('is read and written in a number of statements that does not depend on its size', async () => {
    const acts: LedgerAct[] = ledger.items.flatMap(({ measures }) =>
      measures.map(
        ({ id }): LedgerAct => ({ act: 'edit-measure', measure: id, change: { standard: '验收' } }),
      ),
    );
    const statementsFor = (some: readonly LedgerAct[]) =>
      drafted(async (tx, stored) => {
        const { query, counted } = counting(tx);
        const { statements } = await counted(() =>
          saveProgramme(
            writingIn(query as Transaction<Tables>),
            stored,
            done(stored.programme, ...some),
            some,
          ),
        );
        const read = await counted(() => loadLedger(query, ID));
        return [statements, read.statements];
      });
    expect(acts.length).toBeGreaterThan(20);
    expect(await statementsFor(acts)).toEqual(await statementsFor(acts.slice(0, 1)));
    expect(await statementsFor(acts)).toEqual([3, 5]);
  });

  it('refuses to write over what somebody else wrote', () =>
    drafted(async (tx, stored) => {
      const act: LedgerAct = { act: 'edit-programme', change: { title: '甲' } };
      await saveProgramme(writingIn(tx), stored, done(stored.programme, act), [act]);
      await expect(
        saveProgramme(writingIn(tx), stored, done(stored.programme, act), [act]),
      ).rejects.toThrow();
    }));

  it('freezes a baseline with the hash of its canonical text', () =>
    drafted(async (tx, { row, programme }) => {
      const frozen = { no: 1, ledger, stamp, request: null };
      const after: Programme = { ...programme, state: 'confirmed', baselines: [frozen] };
      const saved = await saveProgramme(writingIn(tx), { row, programme }, after);
      expect(saved).toMatchObject({ state: 'confirmed', baseline: 1, version: 2 });
      expect(saved.confirmed_at?.toISOString()).toBe(stamp.at);
      expect(await loadBaseline(tx, ID, 1)).toEqual(frozen);
      expect((await loadProgramme(tx, ID))?.programme.baselines).toEqual([frozen]);
    }));
});
