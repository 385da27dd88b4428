import { cpus, totalmem } from 'node:os';

/** The machine in one line: figures of different machines are not to be compared. */
export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, Node ${process.version}`;
}

/** The middle one of an odd number of figures, the mean of the two in the middle of an even one. */
export function median(figures: readonly number[]): number {
  const rising = [...figures].sort((one, other) => one - other);
  const middle = rising.length >> 1;
  const upper = rising[middle] ?? Number.NaN;
  return rising.length % 2 === 1 ? upper : ((rising[middle - 1] ?? Number.NaN) + upper) / 2;
}
