import type { FastifyReply, FastifyRequest } from 'fastify';

/** What browsers keep for us: the secret of a session, and that somebody signed in from here before. */
const NAMES = { session: 'luodi', device: 'luodi-device', provider: 'luodi-provider' } as const;

type Kept = keyof typeof NAMES;

/** Seconds for which a device is known, and for which a provider may take to send somebody back. */
const DEVICE_SECONDS = 400 * 86_400;
const PROVIDER_SECONDS = 600;

/**
 * Whether the browser speaks https, to us or to the proxy before us: then its cookies are `__Host-…`, which no other
 * site and no plain connection can plant (RFC 6265bis, 4.1.3.2). Plain http is for this machine alone, and for trying.
 */
export function isSecure({ protocol, headers }: Pick<FastifyRequest, 'protocol' | 'headers'>): boolean {
  const hasGuarded = /(?:^|;\s*)__Host-luodi/.test(headers.cookie ?? '');
  return protocol === 'https' || hasGuarded || (headers.origin?.startsWith('https://') ?? false);
}

/** What the browser kept under this name; null where nothing, or where it came over http what should not. */
export function keptBy(request: Pick<FastifyRequest, 'protocol' | 'headers'>, kept: Kept): string | null {
  const cookies = cookiesIn(request.headers.cookie ?? '');
  const guarded = cookies.get(`__Host-${NAMES[kept]}`);
  if (guarded !== undefined || request.protocol === 'https') return guarded || null;
  return cookies.get(NAMES[kept]) || null;
}

/** Names and values; ours need no decoding. The first of two of one name counts, as browsers put it. */
function cookiesIn(header: string): ReadonlyMap<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('='));
  return new Map(pairs.reverse().map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]));
}

/** Lets the browser keep something; null: forget it. */
export function keep(request: FastifyRequest, reply: FastifyReply, kept: Kept, value: string | null): void {
  const secure = isSecure(request);
  const seconds = { session: undefined, device: DEVICE_SECONDS, provider: PROVIDER_SECONDS }[kept];
  const age = value === null ? 0 : seconds;
  const parts = [
    `${secure ? '__Host-' : ''}${NAMES[kept]}=${value ?? ''}`,
    ...(age === undefined ? [] : [`Max-Age=${age}`]),
    ...['Path=/', 'HttpOnly', 'SameSite=Lax'],
    ...(secure ? ['Secure'] : []),
  ];
  // Fastify adds to cookies that were set before.
  reply.header('set-cookie', parts.join('; '));
}
