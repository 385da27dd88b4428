import type { ColumnType, Generated } from 'kysely';

/** A day as PostgreSQL and the core write it: `2022-06-30`. */
type Day = string;
type NullableDay = ColumnType<Day | null, Day | null | undefined>;

/** The tables as the program sees them; `server/migrations` makes them, docs/reference/tables.md explains them. */
export interface Tables {
  luodi_migrations: {
    number: number;
    name: string;
    checksum: string;
    applied_at: Generated<Date>;
  };
  region: {
    code: string;
    parent_code: string | null;
    level: 'province' | 'city' | 'county';
    successor_code: string | null;
  };
  region_name: {
    region_code: string;
    from_day: Day;
    until_day: NullableDay;
    name: string;
    short_name: string;
    sort_key: string;
  };
  region_ancestor: {
    region_code: string;
    ancestor_code: string;
    distance: number;
  };
  unit: {
    id: string;
    region_code: string | null;
    function_key: string | null;
    line: string;
    parent_id: string | null;
    successor_id: string | null;
    from_day: Day;
    until_day: NullableDay;
  };
  unit_name: {
    unit_id: string;
    from_day: Day;
    until_day: NullableDay;
    name: string;
    short_name: string;
    sort_key: string;
  };
}
