import type { FastifyRequest } from 'fastify';
import type { Ground } from '../../acts/context.ts';
import { type Looking, lookingAs } from '../../views/assignment/looking.ts';
import { whoAsks } from '../route.ts';

/** Whoever asks, as views of assignments know them. @throws {Refusal} `person/not-signed-in`, `scope/no-post` */
export function lookingIn({ database, now, calendar }: Ground, request: FastifyRequest): Promise<Looking> {
  return lookingAs(database.query, { who: whoAsks(request), at: now(), calendar });
}
