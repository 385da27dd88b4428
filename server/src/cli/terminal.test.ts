import { PassThrough, type Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { destinationOf } from './output.ts';
import { progressOf } from './progress.ts';
import { type Terminal, terminalOf } from './terminal.ts';

const ESCAPE = String.fromCharCode(27);

function streams(isTTY: boolean, env: Record<string, string> = {}) {
  const stdout = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const terminal = terminalOf({ stdin: new PassThrough() as Readable, stdout, stderr, env, cwd: () => '.' });
  return { terminal, shown: () => String(stderr.read() ?? '') };
}

describe('what is known about the reader', () => {
  it('uses colours and the width of a terminal', () => {
    expect(streams(true).terminal).toMatchObject({ colour: true, columns: 120, outIsTerminal: true });
  });

  it('uses neither where there is none', () => {
    expect(streams(false).terminal).toMatchObject({ colour: false, columns: 100 });
  });

  it('uses no colours where NO_COLOR is set', () => {
    expect(streams(true, { NO_COLOR: '1' }).terminal.colour).toBe(false);
    expect(streams(true, { NO_COLOR: '' }).terminal.colour).toBe(true);
    expect(streams(true, { TERM: 'dumb' }).terminal.colour).toBe(false);
  });

  it('shows control characters of a file name instead of sending them', () => {
    const { terminal, shown } = streams(true);
    terminal.note(`${ESCAPE}[2J.txt: file/not-found`);
    expect(shown()).toBe('␛[2J.txt: file/not-found\n');
  });
});

describe('what is written where', () => {
  const person = { folder: '.', outIsTerminal: true };
  const program = { folder: '.', outIsTerminal: false };

  it('is a table for a person and JSON for a program', async () => {
    expect(await destinationOf({}, false, person)).toEqual({ to: 'stdout', format: 'table' });
    expect(await destinationOf({}, false, program)).toEqual({ to: 'stdout', format: 'json' });
  });

  it('follows the extension', async () => {
    const destination = await destinationOf({ output: 'x.HTM' }, false, person);
    expect(destination).toMatchObject({ to: 'file', format: 'html' });
  });

  it('is a folder for several documents, and where a folder stands', async () => {
    expect(await destinationOf({ output: 'none/' }, false, person)).toMatchObject({ to: 'folder' });
    expect(await destinationOf({ output: 'none' }, true, person)).toMatchObject({ to: 'folder' });
    expect(await destinationOf({ output: '.' }, false, person)).toMatchObject({ to: 'folder' });
  });

  it('is never a binary format on a terminal', async () => {
    await expect(destinationOf({ format: 'docx' }, false, person)).rejects.toThrow('cli/binary-to-terminal');
    expect(await destinationOf({ format: 'docx' }, false, program)).toMatchObject({ format: 'docx' });
  });
});

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const drawing = (errIsTerminal: boolean) => {
    const drawn: string[] = [];
    const terminal = { errIsTerminal, columns: 80, draw: (text: string) => drawn.push(text) };
    return { drawn, progress: progressOf(terminal as unknown as Terminal, 4, '正在编译') };
  };

  it('appears after half a second and is gone at the end', () => {
    const { drawn, progress } = drawing(true);
    progress.at(0, 'a.txt');
    vi.advanceTimersByTime(499);
    expect(drawn).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(drawn.join('')).toMatch(/正在编译 ░{24} 0\/4 a\.txt/);
    vi.advanceTimersByTime(200);
    progress.at(2, `b${ESCAPE}.txt`);
    expect(drawn.at(-1)).toMatch(/█{12}░{12} 2\/4 b␛\.txt/);
    progress.end();
    expect(drawn.at(-1)).toBe(`\r${ESCAPE}[2K`);
  });

  it('draws nothing for quick work, nor into a log', () => {
    const quick = drawing(true);
    quick.progress.at(1, 'a.txt');
    quick.progress.end();
    const log = drawing(false);
    vi.advanceTimersByTime(5000);
    log.progress.at(1, 'a.txt');
    log.progress.end();
    vi.advanceTimersByTime(5000);
    expect([...quick.drawn, ...log.drawn]).toEqual([]);
  });
});
