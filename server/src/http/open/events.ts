import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { NewsHub } from '../news.ts';
import type { WhoOf } from '../who.ts';

/**
 * `GET /api/events`: 您有一项更新. Server-sent events: `begin` when it is opened, `change` with programme and subject
 * when something of the caller's unit was changed. A screen reads anew what it shows; the news itself says nothing.
 */
export function events(hub: NewsHub, whoOf: WhoOf): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/events',
      {
        schema: {
          querystring: z.strictObject({
            post: z.string().max(200).optional().describe('As Luodi-Post: EventSource sends no headers.'),
          }),
          response: { 200: { content: { 'text/event-stream': { schema: z.string() } } } },
        },
        config: { rule: 'in-scope', stream: true },
      },
      async (request, reply) => {
        const { caller } = request;
        if (!caller) return reply;
        const stream = hub.listen({ caller, again: () => whoOf(request, 'listens') });
        return reply
          .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
          .type('text/event-stream; charset=utf-8')
          .send(stream as never);
      },
    );
  };
}
