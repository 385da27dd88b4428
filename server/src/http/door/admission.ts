import { Refusal } from '@luodi/core/base';
import type { DoorCode, PersonCode, ScopeCode } from '@luodi/core/message';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { idempotencyKey, type Rule, versionNeeded } from '../route.ts';
import type { WhoOf } from '../who.ts';
import type { Counting } from './limits.ts';
import { requireOwnSite } from './site.ts';

/** Every operation says who may knock, and what it answers. @throws {Error} at the start of the server */
export function requireRules(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, config, method, schema }) => {
    if (!url.startsWith('/api/')) return;
    if (!config?.rule) throw new Error(`${method} ${url} declares no rule`);
    if (!schema?.response) throw new Error(`${method} ${url} declares no answer`);
  });
}

/** What is looked at before the body is read: the site it comes from, how often, who, and the headers. */
export function admitRequests(
  app: FastifyInstance,
  { whoOf, counting, origin }: { whoOf: WhoOf; counting: Counting; origin: string | null },
): void {
  app.addHook('onRequest', async (request) => {
    const { config, url = '' } = request.routeOptions;
    if (!config.rule || url.startsWith('/health/')) return;
    requireOwnSite(request, origin);
    await counting.countAddress(request);
    // A browser's stream of events sends no headers of ours.
    const { post } = (request.query ?? {}) as { post?: unknown };
    if (config.stream && typeof post === 'string') request.headers['luodi-post'] ??= post;
    request.caller = await whoOf(request, 'asks');
    await counting.countSession(request);
    admit(request, config.rule);
    requireHeaders(request);
  });
}

/** @throws {Refusal} `person/not-signed-in`, `scope/no-post`, `scope/not-your-role` */
function admit({ caller }: FastifyRequest, rule: Rule): void {
  if (rule === 'public') return;
  if (!caller) throw new Refusal<PersonCode>('person/not-signed-in');
  if (rule === 'signed-in') return;
  if (!caller.who) throw new Refusal<ScopeCode>('scope/no-post');
  if (rule === 'in-scope') return;
  if (!caller.who.roles.some((role) => rule.includes(role)))
    throw new Refusal<ScopeCode>('scope/not-your-role');
}

/** @throws {Refusal} `door/key-needed`, `door/bad-key`, `door/version-needed`, `door/bad-version` */
function requireHeaders(request: FastifyRequest): void {
  const { method, routeOptions } = request;
  const key = idempotencyKey(request);
  if (method === 'POST' && key === null && !routeOptions.config.repeatable) {
    throw new Refusal<DoorCode>('door/key-needed');
  }
  if (method === 'PUT' || method === 'PATCH' || method === 'DELETE') versionNeeded(request);
}
