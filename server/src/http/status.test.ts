import { CATALOGUES } from '@luodi/core/message';
import { expect, it } from 'vitest';
import { statusOf } from './status.ts';

/** What never comes to the door: the command line, findings about documents, words. */
const ELSEWHERE =
  /^(cli|word|help|report|document|heading|task|unit|target|deadline|deliverable|measure|citation|text|assignment-act|assignment-state)\//;

const codes = Object.keys(CATALOGUES['zh-CN']).filter((code) => !ELSEWHERE.test(code));

it('gives every code that can reach the door a status', () => {
  expect(codes.length).toBeGreaterThan(150);
  expect(codes.filter((code) => statusOf(code) === undefined)).toEqual([]);
});

it('gives none to what cannot', () => {
  expect(statusOf('cli/no-input')).toBeUndefined();
  expect(statusOf('constructor')).toBeUndefined();
  expect(statusOf('')).toBeUndefined();
});
