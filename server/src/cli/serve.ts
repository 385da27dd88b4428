import { sentence } from '@luodi/core/message';
import { configOf } from '../config.ts';
import { startServing } from '../http/serving.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi serve`: the server, until it is told to stop. A second Ctrl+C does not wait. */
export async function serveUntilStopped(
  { words, given, language }: Order,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (words[0] !== undefined) throw refusal('cli/too-many-arguments', { word: words[0] });
  const began = performance.now();
  const note = notingTo(terminal, language);
  const config = configOf(process.env);
  const order = ordersToStop(() => note('cli/serve-stopping', {}));
  note('cli/serve-starting', {});
  const level = config.log ?? (terminal.outIsTerminal ? 'warn' : 'info');
  const serving = await startServing(config, { level }, note, given.demo === true);
  if (!order.isGiven()) {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    note('cli/serve-ready', { seconds, address: serving.address });
    if (terminal.errIsTerminal) terminal.note(sentence('cli/serve-stop', {}, language));
  }
  await order.given;
  await serving.stop();
  note('cli/serve-stopped', {});
  return 0;
}

/** SIGINT or SIGTERM, also while the server starts; the second one ends the process at once. */
function ordersToStop(told: () => void): { readonly given: Promise<void>; isGiven(): boolean } {
  let isGiven = false;
  const given = new Promise<void>((done) => {
    const stop = (signal: NodeJS.Signals) => {
      if (isGiven) process.exit(signal === 'SIGINT' ? 130 : 143);
      isGiven = true;
      told();
      done();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  return { given, isGiven: () => isGiven };
}
