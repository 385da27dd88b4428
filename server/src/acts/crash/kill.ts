import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groundOf } from '../../store/cluster/index.ts';
import type { Chance } from './chance.ts';

/** Processes of the PostgreSQL on these data: the postmaster first, then its children. None where it is down. */
export function processesOf(dataFolder: string): number[] {
  let postmaster: number;
  try {
    const note = readFileSync(join(groundOf(dataFolder).home.data, 'postmaster.pid'), 'utf8');
    postmaster = Number(note.split('\n')[0]);
  } catch {
    return [];
  }
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  if (!all.some(([pid]) => pid === postmaster)) return [];
  return [postmaster, ...all.filter(([, parent]) => parent === postmaster).map(([pid]) => pid)];
}

/** kill -9, in any order. */
export function killed(processes: readonly number[], chance: Chance): void {
  const left = [...processes];
  while (left.length > 0) {
    const [pid] = left.splice(chance.below(left.length), 1) as [number];
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already: children end when they see that the postmaster is gone.
    }
  }
}
