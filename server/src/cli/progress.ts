import { visible } from '../files/write/visible.ts';
import { fitted, padded } from '../files/write/width.ts';
import type { Terminal } from './terminal.ts';

/** 进度条 of work on several documents. */
export interface Progress {
  /** So many are done and this one is in hand. */
  at(done: number, name: string): void;
  /** Takes the bar away while something else is written. */
  hide(): void;
  end(): void;
}

/** Before the first drawing, milliseconds. */
const PATIENCE = 500;
/** Between two drawings, milliseconds. */
const PAUSE = 100;
const BAR = 24;

/**
 * A bar on standard error, drawn only where a person reads it and only after half a second, and taken away at
 * the end: a log never holds a piece of it.
 */
export function progressOf(terminal: Terminal, total: number, label: string): Progress {
  if (!terminal.errIsTerminal) return { at() {}, hide() {}, end() {} };
  const began = performance.now();
  let [done, name, shown, drawn] = [0, '', false, 0];
  const draw = () => {
    const filled = total === 0 ? BAR : Math.round((done / total) * BAR);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
    const head = `${label} ${bar} ${done}/${total} `;
    const room = Math.max(0, Math.min(terminal.columns, 100) - head.length - label.length - 1);
    terminal.draw(`\r${head}${padded(fitted(visible(name), room), room)}`);
    shown = true;
    drawn = performance.now();
  };
  const hide = () => {
    if (shown) terminal.draw('\r\u001b[2K');
    shown = false;
  };
  const timer = setTimeout(draw, PATIENCE);
  timer.unref();
  return {
    at(nowDone, nowName) {
      [done, name] = [nowDone, nowName];
      const now = performance.now();
      if (now - began >= PATIENCE && now - drawn >= PAUSE) draw();
    },
    hide,
    end() {
      clearTimeout(timer);
      hide();
    },
  };
}
