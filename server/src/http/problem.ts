import { type Parameters, Refusal } from '@luodi/core/base';
import { type DoorCode, type Language, sentence } from '@luodi/core/message';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OvertakenRefusal, StaleRefusal } from '../acts/stale.ts';
import { type FieldFault, FieldsRefusal } from './door/fields.ts';
import { languageOf } from './language.ts';
import { statusOf } from './status.ts';

/** What is refused, as RFC 9457 has it. */
export const problem = z
  .object({
    type: z.string().describe('urn:luodi:CODE'),
    title: z.string().describe('The sentence for people, in the language of Accept-Language'),
    status: z.int(),
    code: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    request: z.string().describe('Number of the request in the log'),
    now: z.unknown().optional().describe('409, 412: what is there now'),
    fields: z
      .array(
        z.object({
          field: z.string(),
          code: z.string(),
          parameters: z.record(z.string(), z.union([z.string(), z.number()])),
          sentence: z.string(),
        }),
      )
      .optional()
      .describe('400: every field that is wrong'),
  })
  .meta({ id: 'Problem' });

/** Seconds after which it is worth trying again. */
const AFTER: Readonly<Partial<Record<DoorCode, number>>> = {
  'door/busy': 2,
  'door/database-away': 5,
  'door/outcome-unknown': 5,
  'door/disk-full': 60,
  'door/stopping': 10,
};

/** Anything that was thrown, as an answer. A Refusal is told; a fault is logged and told by its number only. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = refusalOf(error, request);
  const status = statusOf(refused.code);
  if (status === undefined) {
    request.log.error({ err: error, code: refused.code }, 'a code without a status');
    return answerProblem(new Refusal<DoorCode>('door/fault', { request: request.id }), request, reply);
  }
  if (status === 500) request.log.error({ err: error }, 'fault');
  const language = languageOf(request);
  const { seconds } = refused.parameters;
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  return reply
    .code(status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' })
    .removeHeader('etag')
    .serializer(JSON.stringify)
    .send({
      type: `urn:luodi:${refused.code}`,
      title: sentence(refused.code, refused.parameters, language),
      status,
      code: refused.code,
      parameters: refused.parameters,
      request: request.id,
      ...((refused instanceof StaleRefusal || refused instanceof OvertakenRefusal) && { now: refused.now }),
      ...(refused instanceof FieldsRefusal && { fields: told(refused.fields, language) }),
    });
}

function told(fields: readonly FieldFault[], language: Language) {
  return fields.map((one) => ({ ...one, sentence: sentence(one.code, one.parameters, language) }));
}

/** What the frame and the database say, in our codes. */
function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  const { code = '', statusCode = 500 } = (error ?? {}) as { code?: unknown; statusCode?: number };
  const said = error instanceof Error && SAID.find(([form]) => form.test(error.message))?.[1];
  const known = said || FRAME[String(code)] || DATABASE.find(([form]) => form.test(String(code)))?.[1];
  if (known) return because((request.method === 'GET' && ON_READING[known]) || known, request);
  if (statusCode >= 400 && statusCode < 500) return because('door/bad-request', request);
  return because('door/fault', request);
}

function because(code: DoorCode, request: FastifyRequest): Refusal {
  const parameters: Parameters = {
    request: request.id,
    expected: 'application/json',
    megabytes: Math.max(1, Math.round((request.routeOptions?.bodyLimit ?? 2 ** 20) / 2 ** 20)),
    position: 1,
    seconds: AFTER[code] ?? 1,
  };
  const needed = PARAMETERS[code] ?? [];
  return new Refusal(code, Object.fromEntries(needed.map((name) => [name, parameters[name] as string])));
}

const PARAMETERS: Readonly<Partial<Record<DoorCode, readonly string[]>>> = {
  'door/fault': ['request'],
  'door/answer-fault': ['request'],
  'door/content-type': ['expected'],
  'door/too-large': ['megabytes'],
  'door/bad-json': ['position'],
  'door/busy': ['seconds'],
  'door/database-away': ['seconds'],
  'door/outcome-unknown': ['seconds'],
  'door/disk-full': ['seconds'],
  'door/stopping': ['seconds'],
};

/** What changes nothing has no outcome. */
const ON_READING: Readonly<Partial<Record<DoorCode, DoorCode>>> = {
  'door/answer-fault': 'door/fault',
  'door/outcome-unknown': 'door/database-away',
};

/** Errors of Fastify and its plugins. */
const FRAME: Readonly<Record<string, DoorCode | undefined>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'door/too-large',
  FST_REQ_FILE_TOO_LARGE: 'door/too-large',
  FST_FILES_LIMIT: 'door/too-large',
  FST_PARTS_LIMIT: 'door/too-large',
  FST_FIELDS_LIMIT: 'door/too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'door/content-type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'door/content-type',
  FST_ERR_BAD_URL: 'door/bad-address',
  FST_ERR_RESPONSE_SERIALIZATION: 'door/answer-fault',
};

/** Errors without a code: of the pool of connections, of the reader of forms. */
const SAID: readonly (readonly [RegExp, DoorCode])[] = [
  [/^timeout exceeded when trying to connect|^Connection terminated due to connection timeout/, 'door/busy'],
  [/^Connection terminated/, 'door/outcome-unknown'],
  [
    /^Multipart: Boundary not found|unexpected end of multipart data$|^Unexpected end of multipart/,
    'door/bad-request',
  ],
];

/** Errors of the driver and of PostgreSQL (SQLSTATE), where nothing was wrong with the request. */
const DATABASE: readonly (readonly [RegExp, DoorCode])[] = [
  [/^(08001|08004|57P03|57P04|ECONNREFUSED|ENOENT)$/, 'door/database-away'],
  // The connection broke in the middle: the commit may have arrived.
  [/^(08...|57P0\d|ECONNRESET|EPIPE|ETIMEDOUT)$/, 'door/outcome-unknown'],
  [/^(53300|53400|55P03|57014|40001|40P01)$/, 'door/busy'],
  [/^(53100|ENOSPC|EDQUOT)$/, 'door/disk-full'],
];
