import { measuresOf, openPoints } from '@luodi/core/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { actOnAssignment } from '../assignment/act-on-assignment.ts';
import { acknowledgeSlip } from '../assignment/act-on-assignments.ts';
import { dispatchProgramme } from '../assignment/dispatch.ts';
import { loadDirectoryTables } from '../directory/load.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { PASSWORD, signedIn } from '../people/fixtures/signed-in.ts';
import { signIn } from '../people/sign-in/sign-in.ts';
import { confirmProgramme } from '../programme/confirm.ts';
import { editProgramme } from '../programme/edit.ts';
import { completing, examplePlan, OFFICE } from '../programme/fixtures/plan.ts';
import { importDocument } from '../programme/import.ts';
import { evidenceOf } from '../verify.ts';
import { recordMigrations } from './migrations.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('an installation that was used', () => {
  let test: TestGround;
  const findings = async () => {
    const verified = await verifyDatabase(test.ground.database, evidenceOf(test.ground));
    return verified.findings.map(({ code, table, row, columns, seq }) => [code, table, row, columns, seq]);
  };
  beforeAll(async () => {
    test = await testGround();
    // The year of the example plan: units that it names are given up later.
    test.moveTo('2022-06-01T01:00:00.000Z');
    await recordMigrations(test.ground);
    await loadDirectoryTables(test.ground);
  }, 120_000);
  afterAll(() => test.end());

  it('is whole after what people did in it', async () => {
    const { ground } = test;
    const once = (who: ReturnType<typeof someone>, key: string) => ({ ...asking(who, key), who });
    const office = someone(OFFICE.id, ['coordinator'], 'p-office');

    const person = await signedIn(ground, ['handler'], '510000/财政', true);
    await signIn(ground, asking(null), {
      login: person.login,
      password: 'wrong',
      device: null,
    } as never).catch(() => undefined);
    await signIn(ground, asking(null), {
      login: person.login,
      password: PASSWORD,
      device: null,
    } as never).catch(() => undefined);
    expect(await findings()).toEqual([]);

    const { answer } = await importDocument(ground, once(office, 'import'), examplePlan());
    const programme = answer.id;
    let ledger = (await loadLedger(ground.database.query, programme))?.ledger;
    let version: number | null = null;
    for (let round = 0; ledger && openPoints(ledger).length > 0 && round < 5; round++) {
      const edited = await editProgramme(ground, once(office, `edit ${round}`), programme, {
        ...{ changes: completing(ledger), reason: '补充完整', version },
      });
      version = edited.answer.programme.version;
      ledger = (await loadLedger(ground.database.query, programme))?.ledger;
    }
    expect(measuresOf(ledger as never).length).toBeGreaterThan(10);
    await confirmProgramme(ground, once(office, 'confirm'), programme, version);
    await dispatchProgramme(ground, once(office, 'dispatch'), { programme, reason: '交办', version: null });

    const slips = await ground.database.query
      .selectFrom('slip')
      .selectAll()
      .where('programme_id', '=', programme)
      .execute();
    const [first] = slips;
    if (!first) throw new Error('nothing was dispatched');
    await acknowledgeSlip(ground, once(someone(first.unit_id, ['handler']), 'all'), {
      programme,
      no: first.no,
    } as never);
    const one = await ground.database.query
      .selectFrom('assignment')
      .selectAll()
      .where('programme_id', '=', programme)
      .where('unit_id', '!=', first.unit_id)
      .executeTakeFirstOrThrow();
    await actOnAssignment(ground, once(someone(one.unit_id, ['signer']), 'dispute'), {
      ...{ programme, id: one.id, act: 'dispute', reason: '职能不符', to: null, version: null },
    } as never);
    expect(await findings()).toEqual([]);
    const { rows } = await ground.database.pool.query(
      `select act from journal_event where programme_id <> $1 order by seq desc limit 2`,
      [DIRECTORY],
    );
    expect(rows.map(({ act }) => act)).toEqual(['assignment/dispute', 'assignment/acknowledge']);
  }, 120_000);
});
