import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { z } from 'zod';
import { locked, unlocked } from '../../../store/people/secret.ts';
import type { Asking, Ground } from '../../context.ts';
import type { SignedIn } from '../sign-in/session.ts';
import { signInByProvider } from '../sign-in/sign-in.ts';
import { type Provider, refusedByProvider } from './provider.ts';

/** Milliseconds that somebody may take to sign in elsewhere. */
const MINUTES_10 = 600_000;
const ABOUT = 'sign-in with a provider';

const travelling = z.strictObject({
  provider: z.string(),
  callback: z.string(),
  returnTo: z.string(),
  until: z.number(),
  remembered: z.record(z.string(), z.string()),
});

/** The provider of this name. @throws {Refusal} `person/no-provider` */
export function providerOf({ providers = [] }: Ground, key: string): Provider {
  const provider = providers.find((one) => one.key === key);
  if (!provider) throw new Refusal<PersonCode>('person/no-provider');
  return provider;
}

/** A path of our own pages: nobody is sent elsewhere after signing in. */
export function ownPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/';
}

/**
 * Sends somebody to a provider.
 * @param callback where they come back to
 * @param returnTo the path of ours that they want to see afterwards
 * @returns where to send them, and what their browser keeps meanwhile
 * @throws {Refusal} `person/no-provider`, `person/provider-away`
 */
export async function beginAt(
  ground: Ground,
  key: string,
  callback: string,
  returnTo: string | null,
): Promise<{ readonly url: string; readonly kept: string }> {
  const { url, remembered } = await providerOf(ground, key).begin(callback);
  const until = ground.now().getTime() + MINUTES_10;
  const text = JSON.stringify({ provider: key, callback, returnTo: ownPath(returnTo), until, remembered });
  return { url, kept: locked(Buffer.from(text), ABOUT, ground.keys) };
}

/**
 * Signs in whoever comes back from a provider.
 * @param query what stands in the address behind the question mark
 * @param kept what their browser kept; @param before the cookie of the session before
 * @throws {Refusal} `person/no-provider`, `person/provider-refused`, `person/provider-away`, `person/not-linked`
 */
export async function finishAt(
  ground: Ground,
  asking: Asking,
  key: string,
  {
    query,
    kept,
    before,
  }: { readonly query: string; readonly kept: string | null; readonly before: string | null },
): Promise<{ readonly signedIn: SignedIn; readonly returnTo: string }> {
  const provider = providerOf(ground, key);
  const text = kept === null ? null : unlocked(kept, ABOUT, ground.keys);
  if (text === null) throw refusedByProvider();
  const {
    callback,
    returnTo,
    until,
    remembered,
    provider: asked,
  } = travelling.parse(JSON.parse(text.toString()));
  if (asked !== key || ground.now().getTime() >= until) throw refusedByProvider();
  const vouched = await provider.finish(new URL(`${callback}?${query}`), remembered);
  return { signedIn: await signInByProvider(ground, asking, { ...vouched, before }), returnTo };
}
