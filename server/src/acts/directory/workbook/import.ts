import { Refusal } from '@luodi/core/base';
import type { DirectoryCode } from '@luodi/core/message';
import { type Kysely, sql } from 'kysely';
import { readWorkbook } from '../../../files/read/index.ts';
import { requireDirectory } from '../../../scope/directory.ts';
import type { Who } from '../../../scope/who.ts';
import { movePosts } from '../../../store/directory/posts-go.ts';
import { saveReorganised } from '../../../store/directory/save.ts';
import { sortKeys } from '../../../store/directory/sort-key.ts';
import { holdersListed, postsListed } from '../../../store/directory/staff.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { sm3Of } from '../../../store/row.ts';
import type { Tables } from '../../../store/tables.ts';
import { type Answered, type Done, type Held, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireApart, requireHolders, whoIn } from '../../people/asked.ts';
import { dayAt } from '../../people/today.ts';
import { OvertakenRefusal } from '../../stale.ts';
import { requireOrdinary } from '../reorganise.ts';
import { type Book, bookOf } from './book.ts';
import { type Fault, MOST_FAULTS, parsed, type SentBook } from './parse.ts';
import { type Change, wrongInto } from './rows.ts';
import { planStaff, type StaffPlan } from './staff-plan.ts';
import { planUnits, type UnitsPlan } from './units-plan.ts';

/** A workbook as it arrives. */
export interface Workbook {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 预览: what a workbook would change, and what is wrong with it. */
export interface Preview {
  readonly changes: readonly Change[];
  /** The first of them. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** Names exactly these changes; given back with the import it makes sure that nothing else is done. */
  readonly digest: string;
}

interface Plan {
  readonly preview: Preview;
  readonly book: Book;
  readonly units: UnitsPlan;
  readonly staff: StaffPlan;
}

/**
 * What an import would change. Nothing is written.
 * @throws {Refusal} `file/…`, `scope/…`
 */
export async function previewImport(ground: Ground, who: Who, workbook: Workbook): Promise<Preview> {
  requireDirectory('import', who);
  const sent = parsed(await readWorkbook(workbook.bytes, workbook.name));
  const { preview } = await planned(ground, ground.database.query, who, sent, dayAt(ground.now()));
  return preview;
}

/**
 * 导入: all of a workbook or nothing of it, as one act, by the rules by which each change is made by itself.
 * @param digest of the preview that somebody looked at; null: whatever it comes to
 * @throws {Refusal} `directory/workbook-faults` with the preview, `directory/preview-changed`, `file/…`, `person/…`
 */
export async function importWorkbook(
  ground: Ground,
  asking: Asking,
  workbook: Workbook,
  digest: string | null,
): Promise<Answered<Preview>> {
  const who = whoIn(asking);
  requireDirectory('import', who);
  // The file is read before anything is held.
  const sent = parsed(await readWorkbook(workbook.bytes, workbook.name));
  const name = {
    programme: DIRECTORY,
    act: 'directory/import',
    subject: { kind: 'directory', id: 'workbook' },
  };
  return perform(ground, asking, name, async (held): Promise<Done<Preview>> => {
    const today = dayAt(held.at);
    const plan = await planned(ground, held.tx, who, sent, today);
    const { preview, book, units, staff } = plan;
    const [first] = preview.faults;
    if (first) {
      const { sheet, cell } = first;
      const parameters = { count: preview.faultCount, sheet, cell };
      throw new OvertakenRefusal(
        new Refusal<DirectoryCode>('directory/workbook-faults', parameters),
        preview,
      );
    }
    if (digest !== null && digest !== preview.digest)
      throw new OvertakenRefusal(new Refusal<DirectoryCode>('directory/preview-changed'), preview);
    if (preview.changes.length === 0) return { answer: preview, facts: {}, idle: true };
    await saveReorganised(held, book.register, units.done, await sortKeys());
    await saveStaff(held, staff);
    const { ended, followed, roles } = await movePosts(held, units.done.posts, ground.newId, today);
    requireOrdinary(roles);
    for (const left of staff.vacated) await requireHolders(held, left.roles, left.on);
    await requireApart(held, [...new Set(staff.holders.map(({ personId }) => personId))], today);
    const facts = {
      ...{ sm3: sm3Of(workbook.bytes), acts: units.acts, posts: { ended, followed } },
      staff: {
        posts: staff.posts.map(({ id, unit, title, from, until }) => ({ id, unit, title, from, until })),
        appointments: staff.holders.map(({ id, post, personId: person, from, until }) => ({
          ...{ id, post, person, from, until },
        })),
      },
    };
    return {
      answer: preview,
      facts: facts as unknown as Done<Preview>['facts'],
      units: units.done.units.map(({ id }) => id),
    };
  });
}

async function planned(
  { newId }: Ground,
  query: Kysely<Tables>,
  who: Who,
  { book: sent, faults: unread }: { readonly book: SentBook; readonly faults: readonly Fault[] },
  today: string,
): Promise<Plan> {
  const faults = [...unread];
  const wrong = wrongInto(faults);
  const book = await bookOf(query, today);
  const units = planUnits(book, sent, newId, wrong);
  const staff = planStaff(
    book,
    sent,
    {
      ...{ who, newId, posts: await postsListed(query, today), holders: await holdersListed(query, today) },
      people: await peopleNamed(query, sent),
    },
    units,
    wrong,
  );
  const changes = [...units.changes, ...staff.changes];
  const digest = sm3Of(Buffer.from(JSON.stringify(changes)));
  const preview = { changes, digest, faults: faults.slice(0, MOST_FAULTS), faultCount: faults.length };
  return { preview, book, units, staff };
}

/** People who can be appointed, by the login names that stand in the workbook. */
async function peopleNamed(query: Kysely<Tables>, { appointments }: SentBook): Promise<Map<string, string>> {
  const logins = appointments.map(({ fields }) => (fields.login ?? '').toLowerCase());
  const rows = await query
    .selectFrom('login')
    .innerJoin('person', 'person.id', 'login.person_id')
    .select(['login.name', 'person.id'])
    .where('person.state', '=', 'active')
    .where('login.name', '=', sql<string>`any(${[...new Set(logins)]}::text[])`)
    .execute();
  return new Map(rows.map(({ name, id }) => [name, id]));
}

async function saveStaff(held: Held, { posts, holders }: StaffPlan): Promise<void> {
  await held.set(
    'post',
    posts.map(({ id, unit, title, from, until, version }) => ({
      ...{ id, unit_id: unit, title, from_day: from, until_day: until, version: version + 1 },
    })),
  );
  await held.set(
    'appointment',
    holders.map(({ id, post, personId, from, until, version }) => ({
      ...{ id, person_id: personId, post_id: post, from_day: from, until_day: until, version: version + 1 },
    })),
  );
}
