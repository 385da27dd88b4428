import { expect, it } from 'vitest';
import { beijingTime, dayOfInstant, isInstant } from './index.ts';

it('a moment falls on the day that is in Beijing', () => {
  expect(dayOfInstant('2022-06-30T15:59:59.999Z')).toBe('2022-06-30');
  expect(dayOfInstant('2022-06-30T16:00:00.000Z')).toBe('2022-07-01');
  expect(dayOfInstant('2023-12-31T23:00:00.000Z')).toBe('2024-01-01');
});

it('a moment is read in Beijing time', () => {
  expect(beijingTime('2022-06-30T08:15:59.999Z')).toBe('2022-06-30 16:15');
  expect(beijingTime('2022-12-31T16:05:00.000Z')).toBe('2023-01-01 00:05');
  expect(beijingTime('sometime')).toBe('sometime');
});

it.each([
  '2022-06-30',
  '2022-06-31T00:00:00.000Z',
  '2022-06-30T24:00:00.000Z',
  '2022-06-30T00:60:00.000Z',
  '',
])('“%s” is no moment', (text) => {
  expect(isInstant(text)).toBe(false);
  expect(dayOfInstant(text)).toBeNull();
});
