import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuresOf, openPoints } from '@luodi/core/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM } from '../../config.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { loadBaseline, loadLedger } from '../../store/programme/load.ts';
import { verifyJournalAlone } from '../../store/verify/index.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { evidenceOf } from '../verify.ts';
import { confirmProgramme } from './confirm.ts';
import { editProgramme } from './edit.ts';
import { completing, examplePlan, OFFICE, putRegions } from './fixtures/plan.ts';
import { importDocument } from './import.ts';
import { decideRequest, requestChange } from './request.ts';

const SEED = join(PROGRAM, '../shared/corpus/seed/source.txt');
const hasSeed = existsSync(SEED);
if (!hasPostgres()) skipping('no PostgreSQL on this machine');
else if (!hasSeed) skipping('the reference document is not at hand (../shared/corpus/seed)');

const documents = [
  { name: 'the example', plan: examplePlan, items: null },
  ...(hasSeed
    ? [
        {
          name: 'the reference document',
          plan: () => ({ name: 'source.txt', bytes: readFileSync(SEED) }),
          items: 28,
        },
      ]
    : []),
];

describe.runIf(hasPostgres())('a programme from beginning to second baseline', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
    await putRegions(test.ground);
  });
  afterAll(() => test.end());

  it.each(documents)('of $name, with every row explained by its journal', async ({ plan, items }) => {
    const { ground } = test;
    const { query } = ground.database;
    const coordinator = someone(OFFICE.id, ['coordinator']);
    const second = someone(OFFICE.id, ['coordinator'], 'q', 'second post');
    const as = (who = coordinator) => ({ ...asking(who), who });
    const ledgerOf = async (id: string) => {
      const stored = await loadLedger(query, id);
      if (!stored) throw new Error('no programme');
      return stored.ledger;
    };

    const { answer: opened } = await importDocument(ground, as(), plan());
    const { id } = opened;
    const draft = await ledgerOf(id);
    if (items !== null) expect(draft.items.length).toBe(items);
    const text = String(plan().bytes);
    for (const { origins } of measuresOf(draft))
      for (const { span, text: quoted } of origins) expect(text.slice(...span)).toBe(quoted);

    await editProgramme(ground, as(), id, { changes: completing(draft), reason: '补充', version: null });
    const complete = await ledgerOf(id);
    expect(openPoints(complete)).toEqual([]);
    await confirmProgramme(ground, as(), id, null);
    const [first] = measuresOf(complete);
    const { answer: asked } = await requestChange(ground, as(), id, {
      changes: [{ act: 'edit-measure', measure: first?.id as string, change: { standard: '验收合格' } }],
      ...{ reason: '核实', version: null },
    });
    await decideRequest(ground, as(second), id, {
      ...{ request: asked.request.id, act: 'approve', reason: '同意', version: null },
    });
    expect((await loadBaseline(query, id, 1))?.ledger).toEqual(complete);
    expect((await loadBaseline(query, id, 2))?.ledger).toEqual(await ledgerOf(id));

    const verified = await verifyJournalAlone(ground.database, evidenceOf(ground), id);
    expect(verified.findings).toEqual([]);
    expect(verified.events).toBe(5);
  });
});
