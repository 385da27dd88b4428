import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PLAIN_STYLE, plainPage } from './plain-page.ts';

/** Seconds that browsers keep what has a digest in its name. */
const YEAR = 31_536_000;

/**
 * The pages at `/`: the built ones, or a plain one that says what this is. What is not found is the first page where a
 * person looks for a page, and a problem document otherwise.
 */
export async function pages(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isNamed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', isNamed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
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
    if (folder !== null) return reply.sendFile('index.html');
    return html(reply.code(404), plainPage('not-found'));
  });
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
