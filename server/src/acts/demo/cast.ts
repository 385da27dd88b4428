import type { Role, Who } from '../../scope/who.ts';
import { DIRECTORY } from '../../store/journal.ts';
import type { Query } from '../../store/people/session.ts';
import { unitNames } from '../../views/programme/by.ts';
import { perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { ensureUnits } from '../directory/ensure.ts';
import { passwordHash } from '../people/password.ts';
import { newLogin } from '../people/person/person.ts';

export const OFFICE = '510000/人民政府办公厅';
export const HOUSING = '510000/住房城乡建设';
export const FINANCE = '510000/财政';
export const CHENGDU = '510100/人民政府';
export const MIANYANG = '510700/人民政府';
export const JINJIANG = '510104/人民政府';
const AUDIT = '510000/审计';

interface Part {
  readonly unit: string;
  /** 岗位: people of the demo have no names but this. */
  readonly title: string;
  readonly roles: readonly Role[];
}

/** Who is in the demo, by login name without `demo-`. */
const PARTS = {
  coordinator: { unit: OFFICE, title: '督查室统筹岗', roles: ['coordinator'] },
  verifier: { unit: OFFICE, title: '督查室核查岗', roles: ['coordinator'] },
  leader: { unit: OFFICE, title: '分管领导', roles: ['leader'] },
  housing: { unit: HOUSING, title: '综合处经办岗', roles: ['handler'] },
  'housing-signer': { unit: HOUSING, title: '综合处审签岗', roles: ['signer'] },
  'housing-leader': { unit: HOUSING, title: '分管厅领导', roles: ['leader'] },
  'housing-posts': { unit: HOUSING, title: '人事处岗位管理岗', roles: ['unit-administrator'] },
  finance: { unit: FINANCE, title: '综合处经办岗', roles: ['handler'] },
  'finance-signer': { unit: FINANCE, title: '综合处审签岗', roles: ['signer'] },
  chengdu: { unit: CHENGDU, title: '目标绩效处经办岗', roles: ['handler'] },
  'chengdu-signer': { unit: CHENGDU, title: '目标绩效处审签岗', roles: ['signer'] },
  'chengdu-local': { unit: CHENGDU, title: '属地统筹岗', roles: ['local-coordinator'] },
  mianyang: { unit: MIANYANG, title: '督查科经办岗', roles: ['handler'] },
  'mianyang-signer': { unit: MIANYANG, title: '督查科审签岗', roles: ['signer'] },
  jinjiang: { unit: JINJIANG, title: '督查科经办审签岗', roles: ['handler', 'signer'] },
  auditor: { unit: AUDIT, title: '政策跟踪审计岗', roles: ['auditor'] },
  system: { unit: OFFICE, title: '系统管理员', roles: ['system-administrator'] },
  security: { unit: OFFICE, title: '安全管理员', roles: ['security-administrator'] },
  audit: { unit: OFFICE, title: '审计管理员', roles: ['audit-administrator'] },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof PARTS;

/** Somebody of the demo. */
export interface Person {
  readonly login: string;
  readonly title: string;
  readonly unit: string;
  readonly who: Who;
}

export type Cast = Readonly<Record<PartName, Person>>;

/** The password of everybody in the demo. Known to all: a database with it is marked as a demo on every page. */
export const DEMO_PASSWORD = 'luodi-demo';

/** Somebody whom one may sign in as. */
export interface DemoLogin {
  readonly login: string;
  readonly unit: string;
  readonly title: string;
}

/** Everybody's login name, unit and post, for those who try it out. */
export async function demoLogins(query: Query): Promise<DemoLogin[]> {
  const parts = Object.entries(PARTS as Readonly<Record<string, Part>>);
  const names = await unitNames(query, [...new Set(parts.map(([, { unit }]) => unit))]);
  return parts.map(([name, { unit, title }]) => ({
    ...{ login: `demo-${name}`, title },
    unit: names.get(unit) ?? unit,
  }));
}

const BY_ITSELF: Asking = { who: null, request: null, address: null, once: null };

/**
 * Makes everybody in one act: a person with a login, a post with its roles, an appointment.
 * @param today when the passwords are set: they grow old from then on, not from the beginning of the story
 */
export async function castIn(ground: Ground, year: number, today: Date): Promise<Cast> {
  const units = [...new Set(Object.values(PARTS).map(({ unit }) => unit))];
  const { unknown } = await ensureUnits(ground, BY_ITSELF, units);
  if (unknown.length > 0) throw new Error(`the directory has no ${unknown.join(', ')}`);
  const password = await passwordHash(DEMO_PASSWORD);
  const people = Object.entries(PARTS as Readonly<Record<string, Part>>).map(([name, part]) => ({
    ...part,
    ...{ name, login: `demo-${name}`, id: ground.newId(), post: ground.newId(), term: ground.newId() },
  }));
  const days = { from_day: `${year}-01-01`, until_day: null, version: 1 };
  const act = { programme: DIRECTORY, act: 'demo/people', subject: { kind: 'setting', id: 'demo' } };
  await perform(ground, BY_ITSELF, act, async ({ put, at }) => {
    await put(
      'person',
      people.map(({ id, unit }) => ({ id, unit_id: unit, state: 'active', created_at: at, version: 1 })),
    );
    await put(
      'person_particulars',
      people.map(({ id, title }) => ({ person_id: id, name: `${title}（演示）`, phone: null })),
    );
    await put(
      'login',
      people.map(({ id, login }) => ({ ...newLogin(id, login, password, today), must_change: false })),
    );
    await put(
      'post',
      people.map(({ post, unit, title }) => ({ id: post, unit_id: unit, title, ...days })),
    );
    await put(
      'post_role',
      people.flatMap(({ post, roles }) => roles.map((role) => ({ post_id: post, role }))),
    );
    await put(
      'appointment',
      people.map(({ term, id, post }) => ({ id: term, person_id: id, post_id: post, ...days })),
    );
    return { answer: null, facts: { people: people.map(({ id }) => id) } };
  });
  const cast = people.map(({ name, login, title, unit, roles, id, post }) => {
    const [region = '', functionKey = null] = unit.split('/');
    const who: Who = {
      ...{ person: id, post, unit, region, functionKey, roles },
      ...{ onBehalfOf: null, allows: null },
    };
    return [name, { login, title, unit, who }];
  });
  return Object.fromEntries(cast) as Cast;
}
