import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configOf, PROGRAM } from './config.ts';

it('keeps the data beside the program and runs its own database unless told otherwise', () => {
  expect(configOf({})).toEqual({
    ...{ databaseUrl: null, data: join(PROGRAM, 'data'), postgres: null },
    ...{ host: '127.0.0.1', port: null, origin: null, proxies: [], keys: null },
    ...{ limit: 1200, addressLimit: 12_000, oidc: null, cas: null, log: null },
  });
});

it('takes what the environment sets, and an empty variable for none', () => {
  expect(
    configOf({ DATABASE_URL: ' postgres://a@b/c ', LUODI_DATA: '/srv/luodi', LUODI_POSTGRES: '' }),
  ).toMatchObject({
    databaseUrl: 'postgres://a@b/c',
    data: '/srv/luodi',
    postgres: null,
  });
});

it('takes settings of the server', () => {
  const set = {
    LUODI_PORT: '0',
    LUODI_PROXIES: '10.0.0.1, 10.1.0.0/16',
    LUODI_ORIGIN: 'https://luodi.example',
  };
  expect(configOf(set)).toMatchObject({
    port: 0,
    proxies: ['10.0.0.1', '10.1.0.0/16'],
    origin: 'https://luodi.example',
  });
});

it('takes providers that sign people in elsewhere', () => {
  const set = {
    LUODI_OIDC_ISSUER: 'https://id.example.gov.cn',
    LUODI_OIDC_CLIENT: 'luodi',
    LUODI_CAS_URL: 'https://cas.example.gov.cn/cas',
    LUODI_CAS_TITLE: '省统一认证',
  };
  expect(configOf(set)).toMatchObject({
    oidc: {
      issuer: 'https://id.example.gov.cn',
      clientId: 'luodi',
      clientSecret: null,
      title: '统一身份认证',
    },
    cas: { url: 'https://cas.example.gov.cn/cas', title: '省统一认证' },
  });
  const withoutClient = { LUODI_OIDC_ISSUER: 'https://id.example.gov.cn' };
  expect(() => configOf(withoutClient)).toThrow(expect.objectContaining({ code: 'cli/bad-setting' }));
});

it.each([
  ['LUODI_OIDC_ISSUER', 'http://id.example.gov.cn'],
  ['LUODI_CAS_URL', 'cas'],
  ['LUODI_PORT', '80a'],
  ['LUODI_PORT', '65536'],
  ['LUODI_LIMIT', '0'],
  ['LUODI_ORIGIN', 'luodi.example'],
  ['LUODI_ORIGIN', 'https://luodi.example/path'],
  ['LUODI_LOG', 'loud'],
])('says which setting cannot be so: %s=%s', (name, value) => {
  expect(() => configOf({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'cli/bad-setting', parameters: { name, value } }),
  );
});
