import { Readable } from 'node:stream';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { News } from '../acts/context.ts';
import { seesProgrammes } from '../scope/decide.ts';
import { DIRECTORY } from '../views/journal/viewer.ts';
import type { Caller } from './who.ts';

/** Who listens, and how it is asked again whether they still may. */
export interface Listener {
  readonly caller: Caller;
  /** Null once they signed out, were locked or lost the post. */
  readonly again: () => Promise<Caller | null>;
}

/** 消息台: passes news on to the screens that are open. Knows nothing of what the news is about. */
export interface NewsHub {
  /** For Ground.changed. */
  readonly tell: (news: News) => void;
  /** @throws {Refusal} `door/too-many-streams` */
  readonly listen: (listener: Listener) => Readable;
  readonly listeners: () => number;
  readonly end: () => void;
}

/** How many may listen, and how often it is said that the stream is alive. */
export interface HubSettings {
  readonly most: number;
  readonly ofOneSession: number;
  readonly heartbeatMs: number;
  /** After so many heartbeats it is asked again whether the listener may still listen. */
  readonly checkEvery: number;
}

const SETTINGS: HubSettings = { most: 2000, ofOneSession: 8, heartbeatMs: 20_000, checkEvery: 3 };

/** Characters that wait for a slow reader; beyond, the stream is ended, and the reader comes again and reads anew. */
const WAITING = 65_536;

interface Open {
  readonly listener: Listener;
  readonly stream: Readable;
  beats: number;
}

export function newsHub(settings: Partial<HubSettings> = {}): NewsHub {
  const { most, ofOneSession, heartbeatMs, checkEvery } = { ...SETTINGS, ...settings };
  const all = new Set<Open>();
  let heart: NodeJS.Timeout | undefined;

  const end = (open: Open) => {
    all.delete(open);
    open.stream.push(null);
    if (all.size === 0) {
      clearInterval(heart);
      heart = undefined;
    }
  };
  const send = (open: Open, text: string) => {
    if (!all.has(open)) return;
    open.stream.push(text);
    if (open.stream.readableLength > WAITING) end(open);
  };
  const check = async (open: Open) => {
    const { caller, again } = open.listener;
    const now = await again().catch(() => null);
    if (now?.session !== caller.session || now.who?.post !== caller.who?.post) end(open);
  };
  const beat = () => {
    for (const open of all) {
      send(open, ':\n\n');
      open.beats++;
      if (open.beats % checkEvery === 0) void check(open);
    }
  };

  return {
    tell: ({ programme, units, subject }) => {
      const text = `event: change\ndata: ${JSON.stringify({ programme, subject })}\n\n`;
      for (const open of all) {
        const { caller } = open.listener;
        const { person, session, who } = caller;
        const hears = programme === DIRECTORY || (who !== null && seesProgrammes(who));
        if (who && units.includes(who.unit) && hears) send(open, text);
        // Something about the listener: a session that ended, a person that was locked, a post that was taken away.
        if ([person, session, who?.post].includes(subject.id)) void check(open);
      }
    },
    listen: (listener) => {
      const { session } = listener.caller;
      const ofSession = [...all].filter((open) => open.listener.caller.session === session).length;
      if (all.size >= most || ofSession >= ofOneSession) {
        throw new Refusal<DoorCode>('door/too-many-streams', { seconds: 30 });
      }
      const stream = new Readable({ read: () => undefined });
      const open = { listener, stream, beats: 0 };
      stream.once('close', () => end(open));
      all.add(open);
      heart ??= setInterval(beat, heartbeatMs).unref();
      // Whoever comes (again) reads everything anew: what happened meanwhile is not repeated here.
      send(open, 'retry: 5000\nevent: begin\ndata: {}\n\n');
      return stream;
    },
    listeners: () => all.size,
    end: () => {
      for (const open of all) end(open);
    },
  };
}
