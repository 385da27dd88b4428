import { DIRECTORY } from '../../store/journal.ts';
import { perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';

const CLOCK: Asking = { who: null, request: null, address: null, once: null };
const SUBJECT = 'migration';

/**
 * 升级入账: puts the books of migrations into the journal of the directory, from the first start after each: from then
 * on also the moment at which a migration was run cannot be changed unnoticed.
 */
export async function recordMigrations(ground: Ground): Promise<void> {
  const { query } = ground.database;
  const newest = String(ground.database.migrated.to);
  const recorded = await query
    .selectFrom('journal_event')
    .select('subject_id')
    .where('programme_id', '=', DIRECTORY)
    .where('subject_kind', '=', SUBJECT)
    .where('subject_id', '=', newest)
    .executeTakeFirst();
  if (recorded) return;
  const subject = { kind: SUBJECT, id: newest };
  await perform(
    ground,
    CLOCK,
    { programme: DIRECTORY, act: 'installation/migrate', subject },
    async ({ tx, noted }) => {
      const known = await tx
        .selectFrom('journal_event')
        .select('subject_id')
        .where('programme_id', '=', DIRECTORY)
        .where('subject_kind', '=', SUBJECT)
        .execute();
      const last = Math.max(-1, ...known.map(({ subject_id }) => Number(subject_id)));
      const rows = await tx
        .selectFrom('luodi_migrations')
        .selectAll()
        .where('number', '>', last)
        .orderBy('number')
        .execute();
      if (rows.length === 0) return { answer: null, facts: {}, idle: true };
      noted('luodi_migrations', rows);
      const migrations = rows.filter(({ number }) => number > 0).map(({ name }) => name);
      return { answer: null, facts: { migrations } };
    },
  );
}
