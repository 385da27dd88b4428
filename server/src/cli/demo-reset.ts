import { resetDemo, tellDemo } from '../acts/demo/demo.ts';
import { openGround } from '../acts/ground.ts';
import { endingInOrder } from '../acts/in-order.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi demo --reset`: empties the database of the demo and makes it anew. */
export async function makeDemoAnew({ language }: Order, terminal: Terminal): Promise<ExitStatus> {
  const note = notingTo(terminal, language);
  const { ground, close } = await openGround(configOf(process.env), {
    as: 'guest',
    changed: () => undefined,
    note,
  });
  return endingInOrder(close, async (): Promise<ExitStatus> => {
    note('cli/demo-making', {});
    await resetDemo(ground);
    await tellDemo(ground, note);
    return 0;
  });
}
