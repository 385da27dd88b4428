import { resolve } from 'node:path';
import { sentence } from '@luodi/core/message';
import { backUpDatabase } from '../acts/backup.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal, textOf } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi backup`: copies the database into a new folder while it runs. */
export async function backUpNow({ words, given, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  if (words[0] !== undefined) throw refusal('cli/too-many-arguments', { word: words[0] });
  const output = textOf(given, 'output');
  const folder = output === undefined ? null : resolve(terminal.folder, output);
  const note = notingTo(terminal, language);
  const done = await backUpDatabase(configOf(process.env), folder, new Date(), note);
  await terminal.write(`${sentence('store/backed-up', { ...done }, language)}\n`);
  return 0;
}
