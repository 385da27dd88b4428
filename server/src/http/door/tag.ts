import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * ETag and 304 of a GET. A digest of the answer is added to the version that the route told: what one may do and what
 * the clock says change without the version. Lists get a weak tag, which is no good for If-Match.
 */
export async function tagAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (!request.routeOptions.config.rule) return payload;
  if (request.method !== 'GET') {
    reply.header('cache-control', 'no-store');
    return payload;
  }
  if (reply.statusCode !== 200 || (typeof payload !== 'string' && !Buffer.isBuffer(payload))) return payload;
  const digest = createHash('sha256').update(payload).digest('base64url').slice(0, 16);
  const told = reply.getHeader('etag');
  const version = /^"(\d+)"$/.exec(String(told ?? ''))?.[1];
  const tag = version === undefined ? `W/"${digest}"` : `"${version}.${digest}"`;
  if (told === undefined || version !== undefined) reply.header('etag', tag);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  reply.header('vary', 'Accept-Language, Authorization, Cookie, Luodi-Post');
  if (!isAmong(request.headers['if-none-match'], String(reply.getHeader('etag')))) return payload;
  reply.code(304).removeHeader('content-length').removeHeader('content-type');
  return '';
}

/** Weak comparison (RFC 9110, 13.1.2). */
function isAmong(header: string | undefined, tag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return header?.split(',').some((one) => bare(one) === bare(tag) || one.trim() === '*') ?? false;
}
