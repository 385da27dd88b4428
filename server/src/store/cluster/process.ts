import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, platform } from 'node:os';

/** What the system says about a running process. */
export interface RunningProcess {
  readonly pid: number;
  /** When it started, in the system's own words: a second process of the same number has another. */
  readonly startedAt: string;
  /** The folder that it works in, where the system tells. */
  readonly folder: string | null;
}

/** The process of this number, if it lives. A zombie does not live. */
export function processAt(pid: number): RunningProcess | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (platform() === 'linux') return fromProc(pid);
  if (platform() === 'win32') return isAlive(pid) ? { pid, startedAt: '', folder: null } : null;
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state, startedAt] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? '') ?? [];
  return state && startedAt && !state.startsWith('Z') ? { pid, startedAt, folder: null } : null;
}

function fromProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = 'X', startedAt = ''] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return null;
    return { pid, startedAt, folder: linkAt(`/proc/${pid}/cwd`) };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where process numbers are counted: the kernel since it started, the name space in it, the machine it runs on. */
export interface Space {
  readonly kernel: string;
  readonly names: string;
  readonly machine: string;
}

export function space(): Space {
  return {
    kernel: textAt('/proc/sys/kernel/random/boot_id') ?? hostname(),
    names: linkAt('/proc/self/ns/pid') ?? '',
    machine: `${textAt('/etc/machine-id') ?? ''}/${hostname()}`,
  };
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
