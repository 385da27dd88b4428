import { createHash } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { DoorCode, PersonCode, ScopeCode } from '@luodi/core/message';
import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify';
import { z } from 'zod';
import type { Asking, Ground } from '../acts/context.ts';
import type { Role, Who } from '../scope/who.ts';
import type { Caller } from './who.ts';

/** What may be answered where a schema says T: views are readonly through and through. */
type Shown<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer One)[]
    ? readonly Shown<One>[]
    : T extends object
      ? { readonly [Key in keyof T]: Shown<T[Key]> }
      : T;

/** Requests are typed by what their zod schemas give, answers by what theirs take. */
interface ByZod extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? Shown<z.output<this['schema']>> : unknown;
}

/** One resource of the door: a Fastify plugin that declares its routes below `/api`. */
export type Resource = (ground: Ground) => FastifyPluginAsync<Record<never, never>, RawServerDefault, ByZod>;

/**
 * Who may knock. `public`: anybody; such routes are reviewed by name in app.test.ts. `signed-in`: whoever signed in,
 * with or without a post; only for what is the caller's own. `in-scope`: whoever holds a post; the act or the view
 * decides on the facts that it reads. A list: whoever holds one of these roles; the act still decides.
 */
export type Rule = 'public' | 'signed-in' | 'in-scope' | readonly [Role, ...Role[]];

declare module 'fastify' {
  interface FastifyRequest {
    /** Who knocks; null on public routes where nobody signed in. */
    caller: Caller | null;
    /** SHA-256 of the body as it arrived, hexadecimal; empty without a body. */
    bodyDigest: string;
  }
  interface FastifyContextConfig {
    /** Every operation below `/api` has one; a server with an operation without does not start. */
    rule: Rule;
    /** A POST that changes nothing or may well be done twice (a search, signing in): it needs no Idempotency-Key. */
    repeatable?: true;
    /** Texts of more UTF-16 code units than this are refused; 20,000 where not given. */
    longest?: number;
    /** Open while a code or another password is still due: what brings it, and signing out. */
    beforeSignIn?: true;
    /** The answer is a stream that stays open. */
    stream?: true;
  }
}

/**
 * The person who asks, in the post they ask in. For routes with the rule `in-scope` or roles.
 * @throws {Refusal} `person/not-signed-in`, `scope/no-post`
 */
export function whoAsks({ caller }: FastifyRequest): Who {
  if (!caller) throw new Refusal<PersonCode>('person/not-signed-in');
  if (!caller.who) throw new Refusal<ScopeCode>('scope/no-post');
  return caller.who;
}

/**
 * The request as acts know it.
 * @param content what else makes this request another one: for multipart, the digest of each file
 */
export function asking(request: FastifyRequest, content = ''): Asking {
  const key = idempotencyKey(request);
  return {
    who: request.caller?.who ?? null,
    request: request.id,
    address: request.ip,
    once: key === null ? null : { key, fingerprint: fingerprintOf(request, content) },
  };
}

/** Method, address, post and body: the same key for another of these is a mistake. */
function fingerprintOf({ method, url, headers, bodyDigest }: FastifyRequest, content: string): string {
  const post = headers['luodi-post'] ?? '';
  return createHash('sha256')
    .update(JSON.stringify([method, url, post, bodyDigest, content]))
    .digest('hex');
}

/**
 * Idempotency-Key, with or without the quotation marks of a structured field; null where there is none.
 * @throws {Refusal} `door/bad-key`
 */
export function idempotencyKey({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const header = headers['idempotency-key'];
  if (header === undefined) return null;
  const key = /^"?([\x21\x23-\x7e]{1,200})"?$/.exec(String(header))?.[1];
  if (key === undefined) throw new Refusal<DoorCode>('door/bad-key');
  return key;
}

/**
 * The version that If-Match names; null without the header.
 * @throws {Refusal} `door/bad-version` for `*`, weak tags, several tags and tags that are not ours
 */
export function versionAsked({ headers }: Pick<FastifyRequest, 'headers'>): number | null {
  const header = headers['if-match'];
  if (header === undefined) return null;
  const version = /^"(\d{1,9})(?:\.[\w-]+)?"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Refusal<DoorCode>('door/bad-version');
  return Number(version);
}

/**
 * The version that a PUT, PATCH or DELETE must name.
 * @throws {Refusal} `door/version-needed`, `door/bad-version`
 */
export function versionNeeded(request: Pick<FastifyRequest, 'headers'>): number {
  const version = versionAsked(request);
  if (version === null) throw new Refusal<DoorCode>('door/version-needed');
  return version;
}

/**
 * Tells the version of what is answered, for If-Match: `"3"`. On GET the door adds a digest of the answer,
 * `"3.Zm9v…"`, since what one may do and what the clock says change without the version.
 */
export function tellVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`);
}

/** What an act would come to for this person: `true`, or why not, with the sentence for the greyed button. */
export const may = z.union([
  z.literal(true),
  z.object({ code: z.string(), parameters: z.record(z.string(), z.unknown()), sentence: z.string() }),
]);

/** A list as it is answered; `next` is the cursor of the next page, null on the last. */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}
