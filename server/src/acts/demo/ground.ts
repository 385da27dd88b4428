import { createHash } from 'node:crypto';
import { uuidV7 } from '../../store/identifier.ts';
import type { Asking, Ground } from '../context.ts';
import type { Person } from './cast.ts';

/** 演示: a ground whose clock is set by the story and whose names of things come from its seed: the same each time. */
export interface Stage {
  readonly ground: Ground;
  /** Sets the clock: `01-19 09:00` of the plan's year, in 北京时间. */
  at(moment: string): void;
  /** A request of somebody in the cast. */
  as(person: Person): Asking & { readonly who: NonNullable<Asking['who']> };
}

const SEED = 'luodi demo';

/** The year of the plan: the last one whose story has been told to its end by now. */
export function storyYear(now: Date): number {
  const day = new Date(now.getTime() - STORY_DAYS * 86_400_000);
  return day.getUTCFullYear();
}

/** From the first of January to the last day of the story. */
const STORY_DAYS = 130;

export function stageOf(ground: Ground, year: number): Stage {
  let now = new Date(Date.UTC(year, 0, 1));
  let count = 0;
  let requests = 0;
  const random = () => createHash('sha256').update(`${SEED} ${year} ${++count}`).digest();
  return {
    ground: { ...ground, now: () => now, newId: () => uuidV7(now.getTime(), random()) },
    at: (moment) => {
      now = new Date(`${year}-${moment.replace(' ', 'T')}:00.000+08:00`);
    },
    as: ({ who }) => {
      const key = `demo-${++requests}`;
      return { who, request: key, address: null, once: { key, fingerprint: key } };
    },
  };
}
