import { plusDays, Refusal } from '@luodi/core/base';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATORS, excluding } from '../../../scope/administrators.ts';
import { ROLES, type Role } from '../../../scope/who.ts';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { asking } from '../../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from '../fixtures/place.ts';
import { signedIn } from '../fixtures/signed-in.ts';
import { disablePerson, enablePerson } from '../person/state.ts';
import { appoint, endAppointment } from './appointment.ts';
import { delegate, revokeDelegation } from './delegation.ts';
import { changePost, setRoles } from './post.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const TODAY = '2026-03-02';
const day = (offset: number) => plusDays(TODAY, offset) as string;
/** Days that are looked at: more than any of the walk names. */
const DAYS = Array.from({ length: 14 }, (_, at) => day(at));

/** One thing that somebody tries; numbers choose among what is there. */
interface Step {
  readonly kind: number;
  readonly post: number;
  readonly person: number;
  readonly roles: readonly Role[];
  readonly from: number;
  readonly length: number | null;
  readonly succeed: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(6),
  post: fc.nat(20),
  person: fc.nat(20),
  roles: fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 2 }),
  from: fc.nat(5),
  length: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  succeed: fc.boolean(),
});

describe.runIf(hasPostgres())('whatever administrators do', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
    for (let count = 0; count < 4; count++)
      await signedIn(place.ground, count < 2 ? ['handler'] : [], '510000/财政', true);
  }, 60_000);
  afterAll(() => place.end());

  const table = async (name: 'person' | 'post' | 'post_role' | 'appointment' | 'delegation') => {
    const rows: unknown = await place.ground.database.query.selectFrom(name).selectAll().execute();
    return rows as Record<string, string | null>[];
  };

  const attempt = async (one: Step) => {
    const people = await table('person');
    const posts = await table('post');
    const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;
    const post = pick(posts, one.post).id as string;
    const person = pick(people, one.person).id as string;
    const [from, until] = [day(one.from), one.length === null ? null : day(one.from + one.length)];
    // Whoever may: the walk is about what comes of it.
    const by = [place.system, place.security, place.unitAdmin].map((who) => asking(who.who));
    for (const who of by) {
      try {
        if (one.kind === 0) await setRoles(place.ground, who, post, null, one.roles);
        if (one.kind === 1)
          await appoint(place.ground, who, { post, person, from, until, succeed: one.succeed });
        if (one.kind === 2) {
          const appointments = await table('appointment');
          await endAppointment(place.ground, who, pick(appointments, one.person).id as string, null, from);
        }
        if (one.kind === 3) await changePost(place.ground, who, post, null, { until });
        if (one.kind === 4)
          await delegate(place.ground, who, { post, person, from, until: until ?? day(9), reason: '代' });
        if (one.kind === 5) {
          const delegations = await table('delegation');
          if (delegations.length > 0)
            await revokeDelegation(place.ground, who, pick(delegations, one.person).id as string, null);
        }
        if (one.kind === 6) {
          const change = one.succeed ? disablePerson : enablePerson;
          await change(place.ground, who, { id: person, version: null });
        }
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return false;
  };

  /** What is wrong with what stands in the tables, looked at day by day and without the rules of the program. */
  const faults = async (): Promise<string[]> => {
    const [people, posts, roles] = [await table('person'), await table('post'), await table('post_role')];
    const appointments = await table('appointment');
    const delegations = (await table('delegation')).filter(({ revoked_at }) => revoked_at === null);
    const rolesOf = (post: unknown) =>
      roles.filter(({ post_id }) => post_id === post).map(({ role }) => role as Role);
    const wrong: string[] = posts.filter(({ id }) => excluding(rolesOf(id))).map(({ id }) => `post ${id}`);
    for (const on of DAYS) {
      const holds = ({ from_day, until_day }: Record<string, string | null>) =>
        (from_day as string) <= on && (until_day === null || (until_day as string) > on);
      const there = new Set(posts.filter(holds).map(({ id }) => id));
      const hands = [...appointments, ...delegations].filter(
        (one) => holds(one) && there.has(one.post_id as string),
      );
      for (const { id } of people) {
        const mine = [
          ...new Set(hands.filter(({ person_id }) => person_id === id).map(({ post_id }) => post_id)),
        ];
        if (excluding([...new Set(mine.flatMap(rolesOf))])) wrong.push(`${on} person ${id}`);
      }
      for (const post of there) {
        const holders = appointments.filter((one) => one.post_id === post && holds(one));
        if (holders.length > 1) wrong.push(`${on} post ${post} is held by ${holders.length}`);
      }
      const active = new Set(people.filter(({ state }) => state === 'active').map(({ id }) => id));
      for (const role of ADMINISTRATORS) {
        const isHeld = appointments.some(
          (one) =>
            holds(one) &&
            there.has(one.post_id as string) &&
            active.has(one.person_id as string) &&
            rolesOf(one.post_id).includes(role),
        );
        if (!isHeld) wrong.push(`${on} nobody is ${role}`);
      }
    }
    return wrong;
  };

  it('nobody holds what excludes each other, no post has two holders, and the three are never away', async () => {
    const rounds = process.env.LUODI_LONG ? 3000 : 250;
    let done = 0;
    for (const one of fc.sample(step, { numRuns: rounds, seed: 20_260_302 })) {
      if (!(await attempt(one))) continue;
      done++;
      const wrong = await faults();
      expect(wrong.slice(0, 3), JSON.stringify(one)).toEqual([]);
    }
    expect(done).toBeGreaterThan(rounds / 10);
  }, 600_000);
});
