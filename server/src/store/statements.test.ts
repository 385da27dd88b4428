import fc from 'fast-check';
import { expect, it } from 'vitest';
import { statementsOf } from './statements.ts';

it('divides at semicolons and leaves comments between statements out', () => {
  expect(statementsOf('-- first; comment\nselect 1;\n/* a; /* nested; */ b */ select 2 ;; select 3')).toEqual(
    ['select 1', 'select 2', 'select 3'],
  );
});

it('leaves semicolons in strings, names, bodies and comments inside a statement alone', () => {
  const pieces = [
    "select 'a;b', 'it''s; so', E'it\\'s; so', e'\\\\'",
    'select ";" from "a;""b"',
    'do $$ begin; end $$',
    'do $body_1$ $$; $$ $body_1$',
    'select 1 -- not the end;\n, 2',
    'select $1',
    'select a$b',
  ];
  expect(statementsOf(pieces.map((piece) => `${piece};`).join('\n'))).toEqual(pieces);
});

it('takes what is not closed to the end', () => {
  expect(statementsOf("select 'a; b")).toEqual(["select 'a; b"]);
  expect(statementsOf('select 1; /* open; comment')).toEqual(['select 1']);
  expect(statementsOf('select $a$ ; ')).toEqual(['select $a$ ;']);
  expect(statementsOf('-- nothing')).toEqual([]);
});

it('never fails and never invents characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`ab;'"$-/*\\ \ne`) }), (text) => {
      for (const statement of statementsOf(text)) expect(text).toContain(statement);
    }),
  );
});
