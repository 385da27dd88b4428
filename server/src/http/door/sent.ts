import { createHash } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from './json.ts';
import { checkTexts, LONGEST } from './text.ts';

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads bodies: JSON only, where a resource does not add something else (multipart). */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, sent: Buffer) => {
      const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
      if (!JSON_TYPE.test(type) || encoding !== undefined) {
        throw new Refusal<DoorCode>('door/content-type', { expected: 'application/json; charset=utf-8' });
      }
      request.bodyDigest = createHash('sha256').update(sent).digest('hex');
      return sent.length === 0 ? undefined : readJson(sent);
    },
  );
}

/**
 * What no schema says: characters and lengths of texts, and what was sent where nothing is expected.
 * @throws {Refusal} `door/bad-character`, `door/field-too-long`, `door/no-body-expected`, `door/field-unknown`
 */
export async function checkSent(request: FastifyRequest): Promise<void> {
  const { schema, config } = request.routeOptions;
  const longest = config.longest ?? LONGEST;
  checkTexts(request.params, 'path.', longest);
  checkTexts(request.query, 'query.', longest);
  checkTexts(request.body, '', longest);
  if (!config.rule) return;
  if (!schema?.body && isSomething(request.body)) throw new Refusal<DoorCode>('door/no-body-expected');
  const [unknown] = schema?.querystring ? [] : Object.keys((request.query as object) ?? {});
  if (unknown !== undefined) {
    throw new Refusal<DoorCode>('door/field-unknown', { field: `query.${unknown.slice(0, 80)}` });
  }
}

/** The same for the texts of a form with files, which is read later than JSON. */
export async function checkForm(request: FastifyRequest): Promise<void> {
  if (!/^multipart\//i.test(request.headers['content-type'] ?? '')) return;
  checkTexts(request.body, '', request.routeOptions.config.longest ?? LONGEST);
}

function isSomething(body: unknown): boolean {
  if (body === undefined || body === null) return false;
  return typeof body !== 'object' || Object.keys(body).length > 0;
}
