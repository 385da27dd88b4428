import { sql } from 'kysely';
import type { Query } from './session.ts';

/** What a unit is called on a day, beside a column of its name. */
export const unitNameOf = (column: string, day: string) => sql<string>`
  coalesce((select unit_name.name from unit_name
             where unit_name.unit_id = ${sql.ref(column)} and unit_name.from_day <= ${day}
               and (unit_name.until_day is null or unit_name.until_day > ${day})
             limit 1), ${sql.ref(column)})`;

/** The unit of this name or full name on a day; null where none or several are. */
export async function unitCalled(query: Query, called: string, day: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select distinct unit.id from unit left join unit_name on unit_name.unit_id = unit.id
     where (unit.id = ${called} or (unit_name.name = ${called} and unit_name.from_day <= ${day}
                                    and (unit_name.until_day is null or unit_name.until_day > ${day})))
       and unit.from_day <= ${day} and (unit.until_day is null or unit.until_day > ${day})
     limit 2`.execute(query);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
