import { expect, it } from 'vitest';
import { editDistance, nearest } from './suggest.ts';

it('counts a swap of neighbours as one mistake', () => {
  expect(editDistance('complie', 'compile')).toBe(1);
  expect(editDistance('', 'lint')).toBe(4);
});

it('names the command that was meant, and none where nothing is near', () => {
  const commands = ['compile', 'lint', 'units', 'demo', 'help'];
  expect(nearest('complie', commands)).toBe('compile');
  expect(nearest('comp', commands)).toBe('compile');
  expect(nearest('lnt', commands)).toBe('lint');
  expect(nearest('publish', commands)).toBeUndefined();
  expect(nearest('x', commands)).toBeUndefined();
});
