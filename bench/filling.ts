import { type RawBuilder, sql } from 'kysely';
import { builtServer, type Fixture, type Ground } from './built.ts';

/** What was put into the database. */
export interface Filled {
  /** One of the programmes. */
  readonly programme: string;
  readonly assignments: number;
  readonly seconds: number;
}

/**
 * Programmes of all the units that are there, with about so many assignments together: each unit has each measure, some
 * lead, half have acknowledged, a tenth of the work is standing. Rows only; no journal explains them.
 */
export async function fillAssignments(
  { database: { query } }: Ground,
  programmes: number,
  wanted: number,
): Promise<Filled> {
  const { OFFICE } = await builtServer<Fixture>('acts/assignment/fixtures/confirmed.js');
  const start = performance.now();
  return query.connection().execute(async (connection) => {
    const run = (text: RawBuilder<unknown>) => text.execute(connection);
    const { rows: counted } = await sql<{ units: number }>`select count(*)::int as units from unit`.execute(
      connection,
    );
    const measures = Math.ceil(wanted / programmes / (counted[0]?.units ?? 1));
    await run(sql`create temporary table f as
      select gen_random_uuid() as id, p from generate_series(1, ${sql.lit(programmes)}) p`);
    await run(sql`create temporary table u as
      select id, region_code, function_key, (row_number() over (order by id))::int as no from unit`);
    await run(sql`insert into journal_head select id, 0, repeat('0', 64), null, '' from f`);
    await run(sql`insert into programme
        (programme_id, title, state, owner_id, coordinator_id, coordinator_name, document_id, rhythm, procedure,
         next_no, baseline, version, created_at, confirmed_at, dispatched_at)
      select f.id, '年度重点工作 ' || p, 'confirmed', ${OFFICE.id}, ${OFFICE.id}, ${OFFICE.name}, gen_random_uuid(),
        null, (select procedure from programme where procedure is not null limit 1), 1, 1, 1, now(), now(), now()
      from f`);
    await run(sql`insert into item (programme_id, id, position, no, path, title, origin)
      select f.id, 't' || t, t, t, '[]', '重点任务 ' || t, '{"span":[0,4],"text":"重点任务"}'
      from f, generate_series(0, 9) t`);
    await run(sql`insert into measure
        (programme_id, id, item_id, position, text, kind, standard, targets, deadlines, deliverables, reporting_unit,
         rhythm, origins, made_of, due_on, removed)
      select f.id, 't' || m % 10 || '.' || m, 't' || m % 10, m,
        '完成第 ' || m || ' 项工作，建立台账，按月通报进展，年底前通过验收', 'event', '通过验收', '[]', '[]', '[]',
        null, null, '[]', '[]', case when m % 10 = 0 then null else date '2026-01-01' + (m * 37 + p) % 365 end, false
      from f, generate_series(1, ${sql.lit(measures)}) m`);
    await run(sql`insert into slip (programme_id, no, unit_id, unit_name, dispatched_at)
      select f.id, u.no, u.id, u.id, now() from f, u`);
    await run(sql`insert into assignment
        (programme_id, id, slip_no, item_id, measure_id, unit_id, unit_name, region_code, function_key, role,
         lead_id, lead_name, coordinator_id, coordinator_name, reports, final, state, follows, due_on, changed_at,
         version)
      select f.id, gen_random_uuid(), u.no, m.item_id, m.id, u.id, u.id, u.region_code, u.function_key,
        case when l.id = u.id then 'lead' else 'local' end, l.id, l.id, ${OFFICE.id}, ${OFFICE.name}, true, false,
        case when (m.position + u.no) % 2 = 0 then 'dispatched' else 'acknowledged' end, null, m.due_on, now(), 1
      from f join measure m on m.programme_id = f.id join u on true join u l on l.no = m.position % 40 + 1`);
    await run(sql`insert into assignment_mark
        (programme_id, assignment_id, no, act, person, post, unit, at, reason)
      select a.programme_id, a.id, no, case when no = 1 then 'dispatch' else 'acknowledge' end,
        'somebody', 'a post', case when no = 1 then a.coordinator_id else a.unit_id end, a.changed_at, ''
      from assignment a join f on f.id = a.programme_id
      cross join generate_series(1, 2) no where no = 1 or a.state = 'acknowledged'`);
    await run(sql`analyze`);
    const { rows } = await sql<{ id: string; count: number }>`
      select (select id from f where p = 2) as id,
        (select count(*)::int from assignment) as count`.execute(connection);
    const [found] = rows;
    return {
      programme: found?.id ?? '',
      assignments: found?.count ?? 0,
      seconds: (performance.now() - start) / 1000,
    };
  });
}
