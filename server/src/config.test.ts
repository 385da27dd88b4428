import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configOf, PROGRAM } from './config.ts';

it('keeps the data beside the program and runs its own database unless told otherwise', () => {
  expect(configOf({})).toEqual({ databaseUrl: null, data: join(PROGRAM, 'data'), postgres: null });
});

it('takes what the environment sets, and an empty variable for none', () => {
  expect(
    configOf({ DATABASE_URL: ' postgres://a@b/c ', LUODI_DATA: '/srv/luodi', LUODI_POSTGRES: '' }),
  ).toEqual({
    databaseUrl: 'postgres://a@b/c',
    data: '/srv/luodi',
    postgres: null,
  });
});
