import type { AssignmentAct } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { AssignmentCode, ScopeCode } from '@luodi/core/message';
import { postTitles } from '../../store/assignment/places.ts';
import type { Reading } from '../../store/assignment/read.ts';
import { surroundingsOf } from '../../store/assignment/surroundings.ts';
import { type ActAsked, type AssignmentView, viewAssignment } from '../../views/assignment/assignment.ts';
import { requireNames } from '../../views/assignment/looking.ts';
import { told } from '../../views/assignment/told.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { OvertakenRefusal, requireVersion } from '../stale.ts';
import { actorIn } from './actor.ts';
import { actIn, type Field, fieldOf, seenIn, unitsOf, writeField } from './field.ts';
import { handsOn, succeed } from './succession.ts';

/** One act of LIFE on one assignment. */
export interface ActOnOne {
  readonly programme: string;
  readonly id: string;
  readonly act: ActAsked;
  readonly reason: string;
  /** 接办单位, for acts that hand the assignment on. */
  readonly to: string | null;
  /** The version that the person saw; null where none was named. */
  readonly version: number | null;
}

/**
 * 办理一步: any act of LIFE but dispatching, on one assignment. Handing on dispatches the successor in the same act.
 * @throws {Refusal} `scope/…`, `assignment/…`, `door/stale`; OvertakenRefusal where somebody was first
 */
export async function actOnAssignment(
  ground: Ground,
  asking: Asking,
  { programme, id, act, reason, to, version }: ActOnOne,
): Promise<Answered<AssignmentView>> {
  requireNames(programme, id);
  const name = { programme, act: nameOf(act), subject: { kind: 'assignment', id } };
  return perform(ground, asking, name, async (held) => {
    const actor = await actorIn(ground, asking, held, reason);
    const field = await fieldAround(held.tx, programme, [id]);
    const before = seenIn(field, id, actor).row;
    const now = () => viewAssignment(held.tx, actor.looking, programme, id);
    let after: ReturnType<typeof actIn>;
    try {
      after = actIn(field, id, act, actor);
    } catch (error) {
      // What is not theirs is not theirs in any version.
      if (!(error instanceof Refusal) || error.code.startsWith('scope/')) throw error;
      // Who was first is said before anything else: it is why the version is another one.
      if (error.code === OVERTAKEN) throw new OvertakenRefusal(await toldIn(held.tx, error), await now());
      await requireVersion(version, before.version, now);
      throw error;
    }
    await requireVersion(version, before.version, now);
    const hands = handsOn(act) ? await succeed(held, field, after, ground.newId(), to, actor) : null;
    const fresh = hands ? [hands.successor] : [];
    await writeField(held, field, actor, { acted: [after], fresh, touched: hands?.touched ?? [] });
    return {
      answer: await now(),
      facts: {
        ...{ from: before.state, to: after.row.state, reason: actor.stamp.reason },
        ...(hands && {
          successor: {
            ...{ id: hands.successor.row.id, unit: hands.successor.row.unit_id },
            slip: hands.successor.row.slip_no,
          },
        }),
      },
      units: unitsOf([before, after.row, ...fresh.map(({ row }) => row)]),
    };
  });
}

const OVERTAKEN: AssignmentCode = 'assignment/wrong-state';

/** `sendBack` is `assignment/send-back` in the journal. */
export function nameOf(act: AssignmentAct): string {
  return `assignment/${act.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** @throws {Refusal} `scope/not-found` */
export async function fieldAround(tx: Reading, programme: string, ids: readonly string[]): Promise<Field> {
  const around = await surroundingsOf(tx, programme, ids);
  if (!around) throw new Refusal<ScopeCode>('scope/not-found');
  return fieldOf(around);
}

/** A refusal of the core as people read it. */
export async function toldIn(tx: Reading, { code, parameters }: Refusal): Promise<Refusal> {
  const titles = typeof parameters.post === 'string' ? await postTitles(tx, [parameters.post]) : new Map();
  const reason = told({ code, parameters }, titles);
  return new Refusal(reason.code, reason.parameters);
}
