import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What our pages may load and do: only what this server gives them. */
const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
};

/** The same policy for a page whose components write styles that carry this word, used once. */
export function policyWithStyles(nonce: string): string {
  return Object.entries({ ...POLICY, 'style-src': ["'self'", `'nonce-${nonce}'`] })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';');
}

const HALF_YEAR = 15_552_000;

/**
 * Headers that keep browsers from doing what nobody meant. Strict transport only where the server is known to be
 * reached by https: on plain http it would lock people out of other services of the same name.
 */
export async function addHeaders(app: FastifyInstance, isHttps: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isHttps && { maxAge: HALF_YEAR, includeSubDomains: false },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    reply.header('x-request-id', request.id);
  });
}
