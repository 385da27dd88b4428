import { DIRECTORY } from '../../store/journal.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { perform } from '../act.ts';
import { dispatchProgramme } from '../assignment/dispatch.ts';
import type { Asking, Ground } from '../context.ts';
import { reviewOf } from '../demo/plan.ts';
import { someone } from '../fixtures/ground.ts';
import { confirmProgramme } from '../programme/confirm.ts';
import { editProgramme } from '../programme/edit.ts';
import { importDocument } from '../programme/import.ts';

export const OFFICE = '510000/人民政府办公厅';

/** A plan whose every measure is in one department's hands, so that each of its assignments goes its own way. */
const TEXT = `四川省2026年重点任务

${['住房城乡建设厅', '财政厅', '教育厅', '水利厅', '商务厅', '民政厅']
  .map(
    (
      unit,
      at,
    ) => `（${'一二三四五六'[at]}）办好第${at + 1}件实事。新建项目${at + 3}0个。印发管理办法。改造设施${at + 2}00处。

牵头单位：${unit}
`,
  )
  .join('\n')}`;

/** Imports, confirms and dispatches the plan. */
export async function giveOut(ground: Ground): Promise<void> {
  const { query } = ground.database;
  await regions(ground);
  const as = (key: string) => {
    const who = someone(OFFICE, ['coordinator']);
    return { who, request: key, address: null, once: { key, fingerprint: key } };
  };
  const document = { name: 'plan.txt', bytes: Buffer.from(TEXT) };
  const { answer } = await importDocument(ground, as('import'), document);
  const ledger = (await loadLedger(query, answer.id))?.ledger;
  if (!ledger) throw new Error('no ledger');
  const rhythm = { every: 'month', closes: { monthsAfter: 0, day: 25 }, graceWorkdays: 2 } as const;
  const change = { coordinator: { id: OFFICE }, rhythm, procedure: 'work-plan-example' };
  const changes = [{ act: 'edit-programme', change } as const, ...reviewOf(ledger, 2026)];
  await editProgramme(ground, as('review'), answer.id, { changes, reason: '复核', version: null });
  await confirmProgramme(ground, as('confirm'), answer.id, null);
  const dispatching = { programme: answer.id, reason: '', version: null };
  await dispatchProgramme(ground, as('dispatch'), dispatching);
}

async function regions(ground: Ground): Promise<void> {
  const nobody: Asking = { who: null, request: null, address: null, once: null };
  const name = { programme: DIRECTORY, act: 'directory/load', subject: { kind: 'directory', id: 'crash' } };
  await perform(ground, nobody, name, async ({ tx, put }) => {
    const code = '510000';
    await put('region', [{ code, parent_code: null, level: 'province', successor_code: null } as never]);
    await put('region_name', [
      {
        ...{ region_code: code, from_day: '1949-10-01', until_day: null },
        ...{ name: '四川省', short_name: '四川', sort_key: 'si' },
      } as never,
    ]);
    await tx
      .insertInto('region_ancestor')
      .values({ region_code: code, ancestor_code: code, distance: 0 })
      .execute();
    return { answer: null, facts: {} };
  });
}
