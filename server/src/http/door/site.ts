import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser sends this for one of our own pages. Browsers say where a request comes from by Sec-Fetch-Site, or
 * by Origin where they are old or the address is plain http; neither can be set by a page. What says neither is no
 * browser, and nobody can be tricked into sending it. A token is never sent by a browser of itself.
 * @param origin where people find this server; null: the name that the request was sent to
 * @throws {Refusal} `door/other-site`
 */
export function requireOwnSite({ method, headers, host }: FastifyRequest, origin: string | null): void {
  if (SAFE.has(method) || headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || (site === undefined && headers.origin === undefined)) return;
  if (site === undefined && isOwn(headers.origin ?? '', origin, host)) return;
  throw new Refusal<DoorCode>('door/other-site');
}

function isOwn(sent: string, origin: string | null, host: string): boolean {
  if (origin !== null) return sent === origin;
  return URL.canParse(sent) && new URL(sent).host === host;
}
