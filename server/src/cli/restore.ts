import { resolve } from 'node:path';
import { sentence } from '@luodi/core/message';
import { restoreDatabase } from '../acts/backup.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi restore BACKUP`: makes the database of an empty data folder from a backup. */
export async function restoreFrom({ words, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  const [backup, more] = words;
  if (backup === undefined) throw refusal('cli/restore-needs-backup');
  if (more !== undefined) throw refusal('cli/too-many-arguments', { word: more });
  const config = configOf(process.env);
  const done = await restoreDatabase(config, resolve(terminal.folder, backup), notingTo(terminal, language));
  await terminal.write(`${sentence('store/restored', { ...done, folder: config.data }, language)}\n`);
  return 0;
}
