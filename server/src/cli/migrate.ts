import { sentence } from '@luodi/core/message';
import { migrateDatabase } from '../acts/migrate.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi migrate`: brings the structure of the database up to date, as every start of the server does. */
export async function migrateNow({ words, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  if (words[0] !== undefined) throw refusal('cli/too-many-arguments', { word: words[0] });
  const { from, to, done } = await migrateDatabase(configOf(process.env), notingTo(terminal, language));
  const code = done.length > 0 ? 'store/migrated' : 'store/up-to-date';
  await terminal.write(`${sentence(code, { from, to, count: done.length }, language)}\n`);
  return 0;
}
