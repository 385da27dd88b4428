import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

const answer = z.object({ status: z.literal('up') });

/**
 * For whoever watches the server. `/health/live`: the process answers. `/health/ready`: it can do its work.
 * @param isReady rejects, or is false, where it cannot
 */
export function health(isReady: () => Promise<boolean>): FastifyPluginAsyncZod {
  const route = { schema: { response: { 200: answer } }, config: { rule: 'public' as const } };
  return async (app) => {
    app.get('/health/live', route, async () => ({ status: 'up' as const }));
    app.get('/health/ready', route, async () => {
      if (!(await isReady().catch(() => false))) {
        throw new Refusal<DoorCode>('door/database-away', { seconds: 5 });
      }
      return { status: 'up' as const };
    });
  };
}
