import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './openapi.d.ts';

/** What the server refuses, as it says it (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** What is there now, where something else came first. */
  readonly now: unknown;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    const title = String(body.title ?? '');
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.code = String(body.code ?? '');
    this.now = body.now ?? null;
  }
}

/** What goes with every request: the language of sentences and the post that acts. */
const asking = { language: 'zh-CN', post: null as string | null };

export function askIn(language: string): void {
  asking.language = language;
}

export function askAs(post: string | null): void {
  asking.post = post;
}

/**
 * The headers of an act: a key of its own, so that sending it again does it once, and the version that was seen.
 * The same key is sent again only where the same thing is tried again.
 */
export function once(version?: number, key: string = crypto.randomUUID()) {
  return { 'Idempotency-Key': key, ...(version !== undefined && { 'If-Match': `"${version}"` }) };
}

const usual: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', asking.language);
    if (asking.post) request.headers.set('luodi-post', asking.post);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return response;
    const isProblem = response.headers.get('content-type')?.includes('json');
    throw new Problem(response.status, isProblem ? await response.json() : { title: response.statusText });
  },
};

/** The server, as docs/reference/openapi.json describes it. Every call of a screen goes through here. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(usual);
