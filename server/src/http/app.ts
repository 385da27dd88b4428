import type { Socket } from 'node:net';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Ground } from '../acts/context.ts';
import { isReady } from '../acts/ready.ts';
import { inLanguage } from '../views/may.ts';
import { admitRequests, requireRules } from './door/admission.ts';
import { stopInOrder } from './door/closing.ts';
import { describeDoor } from './door/described.ts';
import { fieldsChecked } from './door/fields.ts';
import { addHeaders } from './door/headers.ts';
import { boundRequests, countingIn, LIMITS, type Limits } from './door/limits.ts';
import { type LogPlace, loggerOf, logRequests } from './door/log.ts';
import { checkForm, checkSent, readBodies } from './door/sent.ts';
import { tagAnswer } from './door/tag.ts';
import { languageOf } from './language.ts';
import { type NewsHub, newsHub } from './news.ts';
import { events } from './open/events.ts';
import { health } from './open/health.ts';
import { pages } from './open/pages.ts';
import { callerOf } from './people/caller.ts';
import { answerProblem } from './problem.ts';
import { RESOURCES } from './resources.ts';
import type { Resource } from './route.ts';
import type { WhoOf } from './who.ts';

/** How the door is hung; everything has a default. */
export interface Hanging {
  /** Which resources are offered; all where not given. */
  readonly resources?: readonly Resource[];
  /** Who knocks; tests give their own. */
  readonly whoOf?: WhoOf;
  /** Where the news of the ground goes. */
  readonly hub?: NewsHub;
  readonly limits?: Partial<Limits>;
  /** Where people find this server: see config.ts. */
  readonly origin?: string | null;
  readonly proxies?: readonly string[];
  readonly log?: LogPlace | null;
  /** Folder of the built pages; null: the plain page. */
  readonly web?: string | null;
}

/** Bytes of a JSON body. */
const BODY = 2 ** 20;
/** Milliseconds in which the head of a request, and the whole of it, must have arrived; counties upload slowly. */
const HEAD = 20_000;
const ARRIVAL = 600_000;

/** The HTTP door of a ground, ready for requests; not yet listening. */
export async function appOf(ground: Ground, hanging: Hanging = {}): Promise<FastifyInstance> {
  const { resources = RESOURCES, whoOf = callerOf(ground), hub = newsHub(), origin = null } = hanging;
  const limits = { ...LIMITS, ...hanging.limits };
  const app = fastify({
    logger: loggerOf(hanging.log ?? null),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    trustProxy: hanging.proxies?.length ? [...hanging.proxies] : false,
    bodyLimit: BODY,
    requestTimeout: ARRIVAL,
    http: { headersTimeout: HEAD },
    genReqId: () => ground.newId(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: unreadable,
    frameworkErrors: answerProblem,
  });
  app.setValidatorCompiler(fieldsChecked);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest('caller', null);
  app.decorateRequest('bodyDigest', '');
  readBodies(app);
  logRequests(app);
  stopInOrder(app);
  await addHeaders(app, origin?.startsWith('https:') ?? false);
  requireRules(app);
  boundRequests(app, limits.atOnce);
  admitRequests(app, { whoOf, counting: await countingIn(app, limits), origin });
  app.addHook('preValidation', checkSent);
  app.addHook('preHandler', checkForm);
  app.addHook('preSerialization', async (request, _, answer) => {
    const language = languageOf(request);
    // Views say their sentences in Chinese.
    return language === 'zh-CN' ? answer : inLanguage(answer, language);
  });
  app.addHook('onSend', tagAnswer);
  app.addHook('preClose', async () => hub.end());
  await describeDoor(app);
  await app.register(health(() => isReady(ground)));
  await app.register(
    async (api) => {
      await api.register(events(hub, whoOf));
      for (const resource of resources) await api.register(resource(ground));
    },
    { prefix: '/api' },
  );
  await pages(app, hanging.web ?? null);
  await app.ready();
  return app;
}

/** What is no HTTP at all, or not all of it: there is no request to answer. */
function unreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { code } = new Refusal<DoorCode>('door/bad-request');
  const body = JSON.stringify({ type: `urn:luodi:${code}`, title: 'Bad Request', status: 400, code });
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
