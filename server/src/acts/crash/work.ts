import type { Canonical } from '@luodi/core/journal';
import type { Role, Who } from '../../scope/who.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { perform } from '../act.ts';
import { actOnAssignment } from '../assignment/act-on-assignment.ts';
import type { Asking, Ground } from '../context.ts';

/*
 * Acts for the harness of crashes. They write as acts do, through `perform`, to tables of programmes; what each of them
 * leaves is counted in three places, so that half of one, or one twice, cannot pass unseen.
 */

/** What the parent asks the child to do. */
export interface Command {
  /** Idempotency-Key. */
  readonly key: string;
  readonly programme: string;
  /** The next act on an assignment; a change of the ledger where there is none. */
  readonly step?: { readonly id: string; readonly unit: string; readonly act: Step };
}

/** Acts that follow one another on an assignment, the last two again and again. */
export const STEPS = ['acknowledge', 'begin', 'claim', 'sendBack'] as const;
export type Step = (typeof STEPS)[number];

/** The act that is done on an assignment that so many were done on. */
export function stepAfter(done: number): Step {
  return STEPS[done < 2 ? done : 2 + (done % 2)] as Step;
}

/** What was confirmed: the number of the change in its programme, or of the act on its assignment. */
export interface Confirmed {
  readonly no: number;
}

/** Rows that one act adds besides the change itself. */
export const ITEMS = 3;

/** Each so manieth act also takes the items of the one before it away. */
export const TAKING = 10;

const PERSON = '00000000-0000-4000-8000-000000000001';
const UNIT = '510000/办公厅';
const DAY = '2026-01-01';

const somebody = (unit: string, role: Role, person: string = role): Who => ({
  ...{ person, post: `${unit}#${role}`, unit, region: '510000', functionKey: unit.split('/')[1] ?? null },
  ...{ roles: [role], onBehalfOf: null, allows: null },
});

const asking = (key: string): Asking => ({
  who: somebody(UNIT, 'coordinator', PERSON),
  request: key,
  address: '127.0.0.1',
  once: { key, fingerprint: key },
});

const json = (value: Canonical) => JSON.stringify(value);

/** The unit and the programmes that the writers work on; done before, it is left as it is. */
export async function prepared(ground: Ground, programmes: readonly string[]): Promise<void> {
  const unit = { programme: DIRECTORY, act: 'unit/set-up', subject: { kind: 'unit', id: UNIT } };
  await perform(ground, asking('unit'), unit, async ({ put }) => {
    const row = { id: UNIT, region_code: null, function_key: '办公厅', line: 'government', from_day: DAY };
    await put('unit', [row as never]);
    return { answer: null, facts: {} };
  });
  for (const programme of programmes) {
    const name = {
      ...{ programme, act: 'programme/open', opens: true },
      subject: { kind: 'programme', id: programme },
    };
    await perform(ground, asking(`open ${programme}`), name, async ({ put, at }) => {
      await put('programme', [
        {
          ...{
            programme_id: programme,
            title: '计划',
            state: 'draft',
            owner_id: UNIT,
            document_id: programme,
          },
          ...{ next_no: 1, baseline: 0, version: 0, created_at: at },
        } as never,
      ]);
      return { answer: null, facts: {} };
    });
  }
}

/** An assignment that a chain of acts is done on. */
export interface Given {
  readonly id: string;
  readonly programme: string;
  readonly unit: string;
}

/** The assignments of the plan; none where it has not been dispatched yet. */
export function givenIn({ database: { query } }: Ground): Promise<Given[]> {
  return query
    .selectFrom('assignment')
    .select(['id', 'programme_id as programme', 'unit_id as unit'])
    .where('role', '=', 'lead')
    .orderBy('id')
    .execute();
}

/** Does what the parent asks. */
export function work(ground: Ground, command: Command): Promise<Confirmed & { again: boolean }> {
  return command.step ? stepDone(ground, command, command.step) : changeDone(ground, command);
}

/** An act of the life of an assignment, by the people who do it. */
async function stepDone(
  ground: Ground,
  { key, programme }: Command,
  { id, unit, act }: NonNullable<Command['step']>,
): Promise<Confirmed & { again: boolean }> {
  const role = act === 'sendBack' ? 'signer' : 'handler';
  const who = somebody(unit, role);
  const { answer, again } = await actOnAssignment(
    ground,
    { ...asking(key), who },
    { programme, id, act, reason: act === 'sendBack' ? '请补充' : '', to: null, version: null },
  );
  return { no: answer.version, again };
}

/** One act: the programme counts one up, and a change and its items carry the key. */
async function changeDone(
  ground: Ground,
  { key, programme }: Command,
): Promise<Confirmed & { again: boolean }> {
  const name = { programme, act: 'ledger/change', subject: { kind: 'programme', id: programme } };
  const { answer, again } = await perform(
    ground,
    asking(key),
    name,
    async ({ tx, put, change, remove, at }) => {
      const { version } = await tx
        .selectFrom('programme')
        .select('version')
        .where('programme_id', '=', programme)
        .executeTakeFirstOrThrow();
      const no = version + 1;
      await put('edit', [
        {
          ...{ programme_id: programme, no, act: 'edit', change: json({ key }), differences: json([]) },
          ...{ person: PERSON, post: PERSON, unit: UNIT, at, reason: key },
        } as never,
      ]);
      await put(
        'item',
        Array.from({ length: ITEMS }, (_, position) => ({
          ...{ programme_id: programme, id: `${key} ${position}`, position, no, path: json([]), title: key },
          origin: json({}),
        })),
      );
      if (no % TAKING === 0) await remove('item', { programme_id: programme, no: no - 1 });
      await change('programme', { programme_id: programme }, { version: no });
      return { answer: { no }, facts: { key } };
    },
  );
  return { ...answer, again };
}
