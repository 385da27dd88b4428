import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Condition, Fact } from '../../scope/condition.ts';
import { permittedWhere } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import { conditionOf, type FieldOf } from '../../scope/relation.ts';
import type { ActionOn } from '../../scope/rules.ts';
import type { Who } from '../../scope/who.ts';

type Sql<T = unknown> = RawBuilder<T>;
/** Where each fact of a thing stands in its row. */
type Columns<Field extends string> = Readonly<Record<Field, Sql>>;
type Placed<Field extends string> = (as: string, who: Who, reach: Reach) => Columns<Field>;

/** Things that there are lists of, each with the facts in its own row or of its programme (one node on Citus). */
const COLUMNS = {
  programme: programmeColumns,
  ledger: programmeColumns,
  document: programmeColumns,
  baseline: programmeColumns,
  journal: programmeColumns,
  assignment: (as: string) => ({
    state: sql.ref(`${as}.state`),
    unit: sql.ref(`${as}.unit_id`),
    lead: sql.ref(`${as}.lead_id`),
    coordinator: sql.ref(`${as}.coordinator_id`),
    region: sql.ref(`${as}.region_code`),
    functionKey: sql.ref(`${as}.function_key`),
  }),
  'change-request': (as: string, who: Who, reach: Reach) => ({
    ...programmeColumns(as, who, reach),
    state: ofProgramme(as, 'state'),
    owner: ofProgramme(as, 'owner_id'),
    coordinator: ofProgramme(as, 'coordinator_id'),
    requester: sql.ref(`${as}.requested_unit`),
  }),
  slip: (as: string) => ({
    unit: sql.ref(`${as}.unit_id`),
    coordinator: ofProgramme(as, 'coordinator_id'),
  }),
  inbox: (as: string) => ({ unit: sql.ref(`${as}.unit_id`), role: sql.ref(`${as}.role`) }),
  event: (as: string) => ({
    state: ofProgramme(as, 'state'),
    owner: ofProgramme(as, 'owner_id'),
    coordinator: ofProgramme(as, 'coordinator_id'),
    unit: sql.ref(`${as}.unit`),
  }),
} as const satisfies { readonly [T in Listed]: Placed<FieldOf<T>> };

/** Kinds of thing that a list can be filtered by. */
export type Listed =
  | 'programme'
  | 'ledger'
  | 'document'
  | 'baseline'
  | 'journal'
  | 'change-request'
  | 'assignment'
  | 'slip'
  | 'inbox'
  | 'event';

/**
 * Rows for which this person may do this, for `where`: written from the same condition that `decide` asks. `as` is what
 * the table is called in the query; programme, ledger, document, baseline and journal ask the row of table `programme`.
 * Only literal lists and, within a programme, subqueries on the same node.
 */
export function visible<T extends Listed>(
  thing: T,
  who: Who,
  reach: Reach,
  { action = 'see' as ActionOn<T>, as = TABLE_OF[thing] }: { action?: ActionOn<T>; as?: string } = {},
): Sql<SqlBool> {
  const columns = (COLUMNS[thing] as unknown as Placed<FieldOf<T>>)(as, who, reach);
  return written(permittedWhere(who, reach, thing, action), columns);
}

const TABLE_OF: Readonly<Record<Listed, string>> = {
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

/** What `ProgrammeFacts` says, as columns of a query on table `programme`. */
export function programmeColumns(as: string, who: Who, reach: Reach): Columns<FieldOf<'programme'>> {
  const given = COLUMNS.assignment('given');
  const givenWhere = (condition: Condition<FieldOf<'assignment'>>) =>
    sql<SqlBool>`exists (select from assignment as given
      where given.programme_id = ${sql.ref(`${as}.programme_id`)} and ${written(condition, given)})`;
  return {
    state: sql.ref(`${as}.state`),
    owner: sql.ref(`${as}.owner_id`),
    coordinator: sql.ref(`${as}.coordinator_id`),
    participates: givenWhere(conditionOf('assignment', 'own', who, reach)),
    reached: givenWhere(permittedWhere(who, reach, 'assignment', 'see')),
    asked: sql<SqlBool>`exists (select from duty
      where duty.programme_id = ${sql.ref(`${as}.programme_id`)}
      and duty."group" -> 'owner' ->> 'id' = ${who.unit})`,
  };
}

function ofProgramme(as: string, column: string): Sql {
  return sql`(select ${sql.ref(`its.${column}`)} from programme as its
    where its.programme_id = ${sql.ref(`${as}.programme_id`)})`;
}

/** A condition as SQL, over these columns. */
function written<Field extends string>(condition: Condition<Field>, columns: Columns<Field>): Sql<SqlBool> {
  if (typeof condition === 'string') return condition === 'always' ? sql`true` : sql`false`;
  if ('is' in condition) return equal(columns[condition.field], condition.is);
  if ('among' in condition) return sql`${columns[condition.field]} = any(${condition.among}::text[])`;
  // An unknown column makes a comparison unknown; here it is only not so.
  if ('not' in condition) return sql`(${written(condition.not, columns)}) is not true`;
  const inner = 'all' in condition ? condition.all : condition.any;
  const joint = 'all' in condition ? sql` and ` : sql` or `;
  return sql`(${sql.join(
    inner.map((one) => written(one, columns)),
    joint,
  )})`;
}

function equal(column: Sql, fact: Fact): Sql<SqlBool> {
  if (fact === null) return sql`${column} is null`;
  if (typeof fact === 'boolean') return sql`(${column}) is ${fact ? sql`true` : sql`false`}`;
  return sql`${column} = ${fact}`;
}
