import { randomBytes } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import { readXml } from '../../../files/read/xml.ts';
import { isSame } from '../../../store/seal.ts';
import { PATIENCE, type Provider, providerAway, refusedByProvider } from './provider.ts';

/** Where a CAS stands. */
export interface CasSettings {
  /** `https://cas.example.gov.cn/cas` */
  readonly url: string;
  readonly title: string;
}

/** An answer of a CAS is a page at most. */
const LONGEST = 65_536;

/**
 * CAS 3.0 (apereo, CAS Protocol 3.0.3): the ticket is asked about at `/p3/serviceValidate`. The address that it was
 * given for carries a state of this browser, so that nobody is signed in with another's ticket.
 */
export function casProvider({ url, title }: CasSettings): Provider {
  const base = url.replace(/\/+$/, '');
  return {
    key: 'cas',
    title,
    issuer: base,
    async begin(callback) {
      const state = randomBytes(32).toString('base64url');
      const place = `${callback}?state=${state}`;
      return { url: `${base}/login?service=${encodeURIComponent(place)}`, remembered: { state, place } };
    },
    async finish(arrived, { state = '', place = '' }) {
      const ticket = arrived.searchParams.get('ticket') ?? '';
      if (!isSame(arrived.searchParams.get('state') ?? '', state) || state === '') throw refusedByProvider();
      if (!/^ST-[\w.-]{1,256}$/.test(ticket)) throw refusedByProvider();
      const query = new URLSearchParams({ service: place, ticket });
      return { issuer: base, subject: userIn(await answerOf(`${base}/p3/serviceValidate?${query}`)) };
    },
  };
}

async function answerOf(url: string): Promise<Uint8Array> {
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
      headers: { accept: 'application/xml, text/xml' },
    });
    if (!answer.ok || !answer.body) throw providerAway();
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > LONGEST) throw refusedByProvider();
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw error instanceof Refusal ? error : providerAway();
  }
}

/** No prefix of a file can look like this: only the namespace counts. */
const CAS = { 'http://www.yale.edu/tp/cas': '{cas}' };
const USER = ['serviceResponse', 'authenticationSuccess', 'user'].map((name) => `{cas}:${name}`).join(' ');

/**
 * The user of an answer: text of `cas:user` inside `cas:authenticationSuccess`, exactly once.
 * @throws {Refusal} `person/provider-refused` for a failure, a DTD, and whatever else is not that
 */
export function userIn(xml: Uint8Array): string {
  const path: string[] = [];
  const users: string[] = [];
  const isUser = () => path.join(' ') === USER;
  try {
    readXml(
      xml,
      CAS,
      {
        open: (name) => {
          path.push(name);
          if (isUser()) users.push('');
        },
        text: (text) => {
          if (isUser()) users.push((users.pop() ?? '') + text);
        },
        close: () => {
          path.pop();
        },
      },
      'CAS',
    );
  } catch {
    throw refusedByProvider();
  }
  const [user = ''] = users.map((text) => text.trim());
  if (users.length !== 1 || user === '' || user.length > 500) throw refusedByProvider();
  return user;
}
