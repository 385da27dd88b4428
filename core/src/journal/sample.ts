import { append, type ChainHead, emptyHead, type NewEvent, type StoredEvent } from './event.ts';
import { sm3Hex } from './sm3.ts';
import { utf8 } from './utf8.ts';

/** A journal of invented acts for tests and examples: always the same for the same size. */
export function sampleJournal(size: number, programme = 'P2022-0001'): StoredEvent[] {
  const events: StoredEvent[] = [];
  let head: ChainHead = emptyHead(programme);
  for (let number = 1; number <= size; number++) {
    const next = append(head, sampleEvent(number));
    events.push(next.stored);
    head = next.head;
  }
  return events;
}

const ACTS = ['programme/edit', 'assignment/dispatch', 'assignment/acknowledge', 'assignment/claim'] as const;
const WORDS = ['部门已核对口径', 'postponed by the coordinator', '“一事一单”\n逐项落实', '市（州）😀 𠮷'];

export function sampleEvent(number: number): NewEvent {
  const [minutes, hours] = [number % 60, Math.floor(number / 60) % 24];
  const day = 1 + (Math.floor(number / 1440) % 28);
  const pair = (value: number) => String(value).padStart(2, '0');
  return {
    id: `0190-${number.toString(16).padStart(8, '0')}`,
    at: `2022-03-${pair(day)}T${pair(hours)}:${pair(minutes)}:00.000Z`,
    act: ACTS[number % ACTS.length] as string,
    subject: { kind: 'assignment', id: `A${number % 97}` },
    actor: {
      person: `p-${number % 31}`,
      post: `510000/财政/经办岗-${number % 7}`,
      unit: '510000/财政',
      onBehalfOf: number % 5 === 0 ? '510000/财政/审签岗' : null,
    },
    request: number % 11 === 0 ? null : `req-${number}`,
    address: null,
    facts: {
      reason: WORDS[number % WORDS.length] as string,
      measures: [`M${number}`],
      amount: '3.50',
      of: number,
    },
    effects: [
      {
        of: 'assignment',
        columns: ['id', 'state'],
        rows: [[`A${number % 97}`, sm3Hex(utf8(`row ${number}`) as Uint8Array), 'lX3-_0az']],
      },
    ],
  };
}
