import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { DirectoryCode, PersonCode } from '@luodi/core/message';
import { ADMINISTRATORS, type Administrator } from '../../scope/administrators.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { randomSecret, secretHash } from '../../store/people/secret.ts';
import type { Query } from '../../store/people/session.ts';
import { unitCalled } from '../../store/people/unit.ts';
import { isSame } from '../../store/seal.ts';
import { perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { requireApart } from './asked.ts';
import { passwordHash, requireGoodPassword } from './password.ts';
import { goodLogin, newLogin } from './person/person.ts';
import { policyNow } from './policy.ts';
import { dayAt } from './today.ts';

/** Where the hash of the set-up token stands until the installation is set up. */
const SETTING = 'set-up';

/** Whether nobody is there yet. */
export async function needsSetUp(query: Query): Promise<boolean> {
  const row = await query.selectFrom('person').select('id').limit(1).executeTakeFirst();
  return row === undefined;
}

/** The one-time token with which the first three are made, and the file in which it stands. */
export interface SetUpOffer {
  readonly token: string;
  readonly path: string;
}

/**
 * 初始设置口令: while nobody is there, a token in a file of the data folder that only the server's account may read.
 * There is no default password. The same token until it was used.
 * @param folder the data folder
 * @returns null where the installation has been set up
 */
export async function offerSetUp(ground: Ground, folder: string): Promise<SetUpOffer | null> {
  const path = join(folder, 'setup-token');
  offered.set(ground, path);
  const { query } = ground.database;
  if (!(await needsSetUp(query))) {
    await rm(path, { force: true });
    return null;
  }
  const kept = await keptHash(query);
  const known = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  if (known !== null && kept !== null && isSame(secretHash(known), kept)) return { token: known, path };
  const token = randomSecret();
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${token}\n`, { mode: 0o600 });
  await rm(path, { force: true });
  await link(draft, path);
  await rm(draft, { force: true });
  const act = {
    programme: DIRECTORY,
    act: 'setting/offer-set-up',
    subject: { kind: 'setting', id: SETTING },
  };
  await perform(ground, { who: null, request: null, address: null, once: null }, act, async (held) => {
    await held.set('setting', [{ key: SETTING, value: JSON.stringify(secretHash(token)), version: 1 }]);
    return { answer: null, facts: {} };
  });
  return { token, path };
}

async function keptHash(query: Query): Promise<string | null> {
  const row = await query.selectFrom('setting').select('value').where('key', '=', SETTING).executeTakeFirst();
  return row ? String(JSON.parse(row.value)) : null;
}

/** Files with tokens that were offered, to be removed when they were used. */
const offered = new WeakMap<Ground, string>();

/** One of the first three. */
export interface FirstAdministrator {
  readonly role: Administrator;
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** What the posts of the three are called. */
const TITLES: Readonly<Record<Administrator, string>> = {
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  'audit-administrator': '审计管理员',
};

/**
 * 初始设置: makes the three administrators, three different people, with passwords of their own choice. Once.
 * @param unit the unit that runs the installation, by its name in the directory or its full name
 * @throws {Refusal} `person/already-set-up`, `person/wrong-set-up-token`, `person/three-needed`, `person/password-…`,
 * `person/bad-login`, `directory/no-unit`
 */
export async function setUp(
  ground: Ground,
  asking: Asking,
  {
    token,
    unit: called,
    administrators,
  }: {
    readonly token: string;
    readonly unit: string;
    readonly administrators: readonly FirstAdministrator[];
  },
): Promise<{ readonly logins: readonly { readonly role: Administrator; readonly login: string }[] }> {
  await requireToken(ground.database.query, token);
  const policy = await policyNow(ground.database.query);
  const three = administrators.map((one) => ({ ...one, login: goodLogin(one.login) }));
  const isEach = ADMINISTRATORS.every((role) => three.filter((one) => one.role === role).length === 1);
  if (three.length !== 3 || !isEach || new Set(three.map(({ login }) => login)).size !== 3)
    throw new Refusal<PersonCode>('person/three-needed');
  for (const { password, login } of three) requireGoodPassword(password, login, policy);
  const hashes = await Promise.all(three.map(({ password }) => passwordHash(password)));
  const act = { programme: DIRECTORY, act: 'setting/set-up', subject: { kind: 'setting', id: SETTING } };
  const { answer } = await perform(ground, { ...asking, once: null }, act, async (held) => {
    await requireToken(held.tx, token);
    const day = dayAt(held.at);
    const unit = await unitCalled(held.tx, called, day);
    if (unit === null) throw new Refusal<DirectoryCode>('directory/no-unit', { id: called });
    const rows = three.map(({ role, name, login }, at) => ({
      ...{ role, name, login, person: ground.newId(), post: ground.newId(), appointment: ground.newId() },
      password: hashes[at] as string,
    }));
    const days = { from_day: day, until_day: null, version: 1 };
    await held.put(
      'person',
      rows.map(({ person }) => ({
        ...{ id: person, unit_id: unit, state: 'active' as const, created_at: held.at, version: 1 },
      })),
    );
    await held.put(
      'person_particulars',
      rows.map(({ person, name }) => ({ person_id: person, name, phone: null })),
    );
    await held.put(
      'login',
      rows.map(({ person, login, password }) => ({
        ...newLogin(person, login, password, held.at),
        must_change: false,
      })),
    );
    await held.put(
      'post',
      rows.map(({ post, role }) => ({ id: post, unit_id: unit, title: TITLES[role], ...days })),
    );
    await held.put(
      'post_role',
      rows.map(({ post, role }) => ({ post_id: post, role })),
    );
    await held.put(
      'appointment',
      rows.map(({ appointment, person, post }) => ({
        ...{ id: appointment, person_id: person, post_id: post, ...days },
      })),
    );
    await held.remove('setting', { key: SETTING });
    await requireApart(
      held,
      rows.map(({ person }) => person),
      day,
    );
    return {
      answer: { logins: rows.map(({ role, login }) => ({ role, login })) },
      facts: { unit, people: rows.map(({ person, post, role }) => ({ person, post, role })) },
    };
  });
  // It is worth nothing any more; a file that cannot be removed goes at the next start.
  const path = offered.get(ground);
  if (path !== undefined) await rm(path, { force: true }).catch(() => undefined);
  return answer;
}

/** @throws {Refusal} `person/already-set-up`, `person/wrong-set-up-token` */
async function requireToken(query: Query, token: string): Promise<void> {
  if (!(await needsSetUp(query))) throw new Refusal<PersonCode>('person/already-set-up');
  const kept = await keptHash(query);
  if (kept === null || !isSame(secretHash(token.trim()), kept))
    throw new Refusal<PersonCode>('person/wrong-set-up-token');
}
