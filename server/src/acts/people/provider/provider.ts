import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';

/** What has to be known again when somebody comes back: states, verifiers. It travels locked in their browser. */
export type Remembered = Readonly<Record<string, string>>;

/** Whom a provider vouches for: one that an administrator has linked. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * 统一身份认证: signs people in elsewhere. OIDC and CAS are two; a provincial one is another file of this shape.
 */
export interface Provider {
  /** Name in addresses: `oidc`. */
  readonly key: string;
  /** What the button says. */
  readonly title: string;
  /** Under which name people are linked to it. */
  readonly issuer: string;
  /**
   * Where to send somebody.
   * @param callback the address to which they are sent back
   * @throws {Refusal} `person/provider-away`
   */
  begin(callback: string): Promise<{ readonly url: string; readonly remembered: Remembered }>;
  /**
   * Who came back.
   * @param arrived the whole address with which they came back
   * @throws {Refusal} `person/provider-refused`, `person/provider-away`
   */
  finish(arrived: URL, remembered: Remembered): Promise<Vouched>;
}

/** Seconds after which it is worth trying again. */
const AGAIN = 30;

/** Milliseconds that a provider may take to answer. */
export const PATIENCE = 10_000;

export const refusedByProvider = () => new Refusal<PersonCode>('person/provider-refused');
export const providerAway = () => new Refusal<PersonCode>('person/provider-away', { seconds: AGAIN });

/** Whether plain http may be spoken to this place: to this machine alone. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Whether people may be sent to a provider there: by https, or on this machine. */
export function isSafePlace(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
