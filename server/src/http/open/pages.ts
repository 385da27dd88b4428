import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { policyWithStyles } from '../door/headers.ts';
import { PLAIN_STYLE, plainPage } from './plain-page.ts';

/** Seconds that browsers keep what has a digest in its name. */
const YEAR = 31_536_000;

/**
 * The pages at `/`: the built ones, or a plain one that says what this is. What is not found is the first page where a
 * person looks for a page, and a problem document otherwise.
 */
export async function pages(app: FastifyInstance, folder: string | null): Promise<void> {
  const page = folder === null ? null : await readFile(join(folder, 'index.html'), 'utf8');
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      globIgnore: ['index.html'],
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isNamed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', isNamed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
    app.get('/', async (_, reply) => built(reply, page ?? ''));
    app.get('/index.html', async (_, reply) => built(reply, page ?? ''));
  } else {
    app.get('/', async (_, reply) => html(reply, plainPage('start')));
    app.get('/plain.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(PLAIN_STYLE));
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isForPerson(request)) {
      const path = request.url.split('?')[0]?.slice(0, 200) ?? '';
      throw new Refusal<DoorCode>('door/no-such-address', { method: request.method, path });
    }
    // The built pages find their way by the address themselves.
    if (page !== null) return built(reply, page);
    return html(reply.code(404), plainPage('not-found'));
  });
}

/** The page of the screens. Their components write styles by script: the policy lets those in that know the word. */
function built(reply: FastifyReply, page: string): FastifyReply {
  const word = randomBytes(16).toString('base64url');
  reply.header('content-security-policy', policyWithStyles(word));
  return html(reply, page.replace('__STYLE_NONCE__', word));
}

function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(text);
}

function isForPerson({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    !/^\/(api|health|assets)(\/|\?|$)/.test(url) &&
    (headers.accept?.includes('text/html') ?? false)
  );
}
