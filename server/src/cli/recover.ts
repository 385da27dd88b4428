import { sentence } from '@luodi/core/message';
import { openGround } from '../acts/ground.ts';
import { endingInOrder } from '../acts/in-order.ts';
import { recoverLogin } from '../acts/people/person/credentials.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi recover`: a new password for a login name; it goes to standard output. */
export async function recover({ words, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  const [login, more] = words;
  if (login === undefined || more !== undefined) throw refusal('cli/recover-one-login');
  const { ground, close } = await openGround(configOf(process.env), {
    as: 'guest',
    changed: () => undefined,
    note: notingTo(terminal, language),
  });
  return endingInOrder(close, async (): Promise<ExitStatus> => {
    const password = await recoverLogin(ground, login);
    await terminal.write(`${password}\n`);
    terminal.note(sentence('cli/recovered', { login }, language));
    return 0;
  });
}
