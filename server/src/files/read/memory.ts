import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MILLISECONDS = 40;

/**
 * Calls `over` once the resident memory of a process passes the limit. Linux tells it in /proc; elsewhere only
 * the heap limit of the process itself holds. Returns what ends the watch.
 */
export function watchMemory(child: ChildProcess, limit: number, over: () => void): () => void {
  if (process.platform !== 'linux' || child.pid === undefined) return () => {};
  const path = `/proc/${child.pid}/status`;
  const timer = setInterval(() => {
    const resident = residentBytes(path);
    if (resident > limit) over();
  }, EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

function residentBytes(path: string): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(path, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    // The process has ended.
    return 0;
  }
}
