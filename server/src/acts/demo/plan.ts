import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ledger, type LedgerMeasure, openPoints } from '@luodi/core/programme';
import { PROGRAM } from '../../config.ts';
import type { LedgerChange } from '../programme/change.ts';
import type { Document } from '../programme/compiled.ts';
import { HOUSING, JINJIANG } from './cast.ts';

/** The example that the demo is made of: 24 tasks of a province, in our own words. */
const EXAMPLE = join(PROGRAM, 'examples/province-key-tasks/source.txt');
/** The year that the example is written for. */
const WRITTEN_FOR = '2024';

/** The example as a plan for this year. Units that had been dissolved by then are not in it. */
export async function planFor(year: number): Promise<Document> {
  const text = await readFile(EXAMPLE, 'utf8');
  const dated = text.replaceAll(WRITTEN_FOR, String(year)).replaceAll('、省乡村振兴局', '');
  return { name: `四川省城乡生活品质提升${year}年重点任务.txt`, bytes: Buffer.from(dated, 'utf8') };
}

/** The measure that is carried out by one unit alone: 出台老旧小区改造后续管理办法. */
export const ALONE = 't1.5';
/** The group that the lead of its item answers: 有关市（州）人民政府. */
export const ASKED = 't4.d1';

const STANDARDS: Readonly<Record<LedgerMeasure['kind'], string>> = {
  document: '文件印发并报统筹单位备案',
  quantity: '完成目标数量，有分市（州）台账和验收资料',
  event: '活动完成，有总结材料',
  standing: '年内持续推进，每季度有进展和典型做法',
};

/** Last days by kind of measure: documents first, works by the end of the year. */
const DAYS: Readonly<Record<LedgerMeasure['kind'], string>> = {
  document: '06-30',
  quantity: '12-20',
  event: '10-31',
  standing: '12-31',
};

/** 复核: what the coordinating unit fills in and decides until nothing stands in the way of confirmation. */
export function reviewOf(ledger: Ledger, year: number): LedgerChange[] {
  const measures = new Map(ledger.items.flatMap((item) => item.measures.map((one) => [one.id, one])));
  const kindOf = (id: string) => measures.get(id)?.kind ?? 'standing';
  return openPoints(ledger).flatMap(({ code, id }): LedgerChange[] => {
    switch (code) {
      case 'programme/no-standard':
        return [{ act: 'edit-measure', measure: id, change: { standard: STANDARDS[kindOf(id)] } }];
      case 'programme/no-deadline': {
        const date = `${year}-${id === ALONE ? '03-31' : DAYS[kindOf(id)]}`;
        const limit = { kind: 'by', date, inferred: true } as const;
        return [{ act: 'edit-measure', measure: id, change: { deadlines: [limit] } }];
      }
      case 'programme/no-lead': {
        const item = ledger.items.find(({ measures: all }) => all.some((one) => one.id === id));
        const duty = { role: 'lead', order: 1, unit: { id: HOUSING }, measures: [id] } as const;
        return item ? [{ act: 'add-duty', item: item.id, duty }] : [];
      }
      // 等省级有关部门（单位）: nobody was named, and nobody is asked.
      case 'programme/group-open':
        return id === ASKED ? [] : [{ act: 'remove-duty', duty: id }];
      default:
        return [];
    }
  });
}

/** One measure in one unit's hands alone, and a county that is named for another. */
export function dutiesOf(ledger: Ledger): LedgerChange[] {
  const [first] = ledger.items;
  if (!first) return [];
  const others = first.measures.map(({ id }) => id).filter((id) => id !== ALONE);
  const freed = first.duties
    .filter((duty) => duty.unit?.id !== HOUSING && duty.measures.includes(ALONE))
    .map(({ id }): LedgerChange => ({ act: 'edit-duty', duty: id, change: { measures: others } }));
  const county = {
    role: 'responsible',
    order: 1,
    unit: { id: JINJIANG },
    measures: [first.measures[0]?.id ?? ''],
  };
  return [...freed, { act: 'add-duty', item: first.id, duty: county as never }];
}
