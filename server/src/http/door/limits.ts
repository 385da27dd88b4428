import rateLimit from '@fastify/rate-limit';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** How much one may ask for. */
export interface Limits {
  /** Requests a minute of one session or token. */
  readonly session: number;
  /** Requests a minute from one address (of IPv6: one network of 64 bits); a whole county may share one. */
  readonly address: number;
  /** Requests that are answered at the same time; those beyond are asked to come again. */
  readonly atOnce: number;
}

export const LIMITS: Limits = { session: 1200, address: 12_000, atOnce: 400 };

const MINUTE = 60_000;

/** What checks a request against its limits. */
export interface Counting {
  /** @throws {Refusal} `door/too-many-requests` */
  countAddress(request: FastifyRequest): Promise<void>;
  /** @throws {Refusal} `door/too-many-requests` */
  countSession(request: FastifyRequest): Promise<void>;
}

export async function countingIn(app: FastifyInstance, limits: Limits): Promise<Counting> {
  await app.register(rateLimit, { global: false, cache: 50_000 });
  const byAddress = app.createRateLimit({ max: limits.address, timeWindow: MINUTE });
  const bySession = app.createRateLimit({
    max: limits.session,
    timeWindow: MINUTE,
    keyGenerator: ({ caller }) => caller?.session ?? '',
  });
  const refuse = (check: Awaited<ReturnType<typeof byAddress>>) => {
    if (check.isAllowed || !check.isExceeded) return;
    throw new Refusal<DoorCode>('door/too-many-requests', { seconds: Math.max(1, check.ttlInSeconds) });
  };
  return {
    countAddress: async (request) => refuse(await byAddress(request)),
    countSession: async (request) => {
      if (request.caller) refuse(await bySession(request));
    },
  };
}

/**
 * Turns requests away while too many are being answered. Counts those of the API, not streams of events, and none
 * while its body is still arriving: who sends slowly takes nobody's place.
 */
export function boundRequests(app: FastifyInstance, atOnce: number): void {
  const running = new Set<string>();
  const begin = async ({ id, routeOptions }: FastifyRequest) => {
    if (!routeOptions.config.rule || routeOptions.config.stream) return;
    if (running.size >= atOnce) throw new Refusal<DoorCode>('door/busy', { seconds: 2 });
    running.add(id);
  };
  const end = async ({ id }: FastifyRequest) => void running.delete(id);
  app.addHook('onRequest', begin);
  app.addHook('preParsing', end);
  app.addHook('preValidation', begin);
  app.addHook('onResponse', end);
}
