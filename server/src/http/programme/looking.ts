import type { FastifyRequest } from 'fastify';
import type { Ground } from '../../acts/context.ts';
import type { AskingPost } from '../../acts/programme/decided.ts';
import { type Viewer, viewerOf } from '../../views/programme/viewer.ts';
import { asking, whoAsks } from '../route.ts';

type Query = Ground['database']['query'];

/**
 * Whoever asks, where they may see this of the programme, and what views are read with.
 * @throws {Refusal} `scope/not-found`
 */
export async function lookAt(
  { database: { query }, now }: Ground,
  request: FastifyRequest,
  thing: Parameters<typeof viewerOf>[2],
  programme: string,
): Promise<{ readonly query: Query; readonly viewer: Viewer }> {
  return { query, viewer: await viewerOf(query, { who: whoAsks(request), at: now() }, thing, programme) };
}

/** The request as acts know it, by somebody who holds a post. @throws {Refusal} `scope/no-post` */
export function askingPost(request: FastifyRequest, content?: string): AskingPost {
  return { ...asking(request, content), who: whoAsks(request) };
}
