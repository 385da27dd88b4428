import { createHash } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { DoorCode, PersonCode, ScopeCode } from '@luodi/core/message';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Ground } from '../acts/context.ts';
import { describeDoor } from './door/described.ts';
import { fieldsChecked } from './door/fields.ts';
import { readJson } from './door/json.ts';
import { checkTexts, LONGEST } from './door/text.ts';
import { answerProblem } from './problem.ts';
import { RESOURCES } from './resources.ts';
import { idempotencyKey, type Resource, type Rule, versionNeeded } from './route.ts';
import { nobody, type WhoOf } from './who.ts';

/** How the door is hung; everything has a default. */
export interface Hanging {
  /** Which resources are offered; all where not given. */
  readonly resources?: readonly Resource[];
  /** Who knocks; tests give their own. */
  readonly whoOf?: WhoOf;
}

const JSON_BYTES = 2 ** 20;

/** The HTTP door of a ground, ready for requests; not yet listening. */
export async function appOf(
  ground: Ground,
  { resources = RESOURCES, whoOf = nobody }: Hanging = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: JSON_BYTES,
    genReqId: () => ground.newId(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
  });
  app.setValidatorCompiler(fieldsChecked);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0]?.slice(0, 200) ?? '';
    throw new Refusal<DoorCode>('door/no-such-address', { method: request.method, path });
  });
  app.decorateRequest('caller', null);
  app.decorateRequest('bodyDigest', '');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, sent: Buffer) => {
      if (!/^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(request.headers['content-type'] ?? '')) {
        throw new Refusal<DoorCode>('door/content-type', { expected: 'application/json; charset=utf-8' });
      }
      request.bodyDigest = createHash('sha256').update(sent).digest('hex');
      return sent.length === 0 ? undefined : readJson(sent);
    },
  );
  app.addHook('onRoute', ({ url, config, method, schema }) => {
    if (url.startsWith('/api/') && !config?.rule) throw new Error(`${method} ${url} declares no rule`);
    if (url.startsWith('/api/') && !schema?.response) throw new Error(`${method} ${url} declares no answer`);
  });
  app.addHook('onRequest', async (request) => {
    const { rule } = request.routeOptions.config;
    if (!rule) return;
    request.caller = await whoOf(request);
    admit(request, rule);
    requireHeaders(request);
  });
  app.addHook('preValidation', async (request) => checkSent(request));
  await describeDoor(app);
  await app.register(
    async (api) => {
      for (const resource of resources) await api.register(resource(ground));
    },
    { prefix: '/api' },
  );
  await app.ready();
  return app;
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

/** What no schema says: characters and lengths of texts, and what was sent where nothing is expected. */
function checkSent(request: FastifyRequest): void {
  const { schema, config } = request.routeOptions;
  const longest = config.longest ?? LONGEST;
  checkTexts(request.params, 'path.', longest);
  checkTexts(request.query, 'query.', longest);
  checkTexts(request.body, '', longest);
  const isSent = (value: unknown) =>
    value !== undefined && value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);
  if (!config.rule) return;
  if (!schema?.body && isSent(request.body)) throw new Refusal<DoorCode>('door/no-body-expected');
  const [unknown] = schema?.querystring ? [] : Object.keys((request.query as object) ?? {});
  if (unknown !== undefined) {
    throw new Refusal<DoorCode>('door/field-unknown', { field: `query.${unknown.slice(0, 80)}` });
  }
}
