import type { FastifyRequest } from 'fastify';
import { expect, it } from 'vitest';
import { requireOwnSite } from './site.ts';

const host = 'luodi.example:8080';
const passes = (headers: Record<string, string>, method = 'POST', origin: string | null = null) => {
  try {
    requireOwnSite({ method, headers, host } as unknown as FastifyRequest, origin);
    return true;
  } catch {
    return false;
  }
};

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://elsewhere.example' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: `http://${host}` }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: `http://${host}` }, true],
  [{ origin: 'http://luodi.example' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'https://luodi.example.elsewhere.example:8080' }, false],
  [{}, true],
  [{ cookie: 'a=b' }, true],
  [{ authorization: 'Bearer x', 'sec-fetch-site': 'cross-site' }, true],
])('%j passes: %s', (headers, expected) => {
  expect(passes(headers)).toBe(expected);
});

it('lets everybody read', () => {
  expect(passes({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(true);
});

it('knows the name people use where a proxy stands before it', () => {
  expect(passes({ origin: 'https://plans.example' }, 'POST', 'https://plans.example')).toBe(true);
  expect(passes({ origin: `http://${host}` }, 'POST', 'https://plans.example')).toBe(false);
});
