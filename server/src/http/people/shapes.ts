import { z } from 'zod';
import { SCOPES } from '../../scope/people.ts';
import { PERSON_ACTS } from '../../scope/people-state.ts';
import { ROLES } from '../../scope/who.ts';
import { may } from '../route.ts';

/* How people, posts and what belongs to them look from outside. */

const many = <T extends z.ZodType>(of: T) => z.array(of).readonly();

/** A name in an address; what is no name of anything is not found. */
export const id = z.string().min(1).max(100);
export const day = z.iso.date();
export const role = z.enum(ROLES);
/** 姓名, 岗位名称. */
export const title = z.string().trim().min(1).max(50);
export const phone = z
  .string()
  .trim()
  .regex(/^[\d+\-() ]{3,30}$/)
  .describe('Telephone at work');
export const unit = z.string().min(1).max(200).describe('Name of a unit, as in the directory');
export const loginName = z.string().min(1).max(200);
/** What is typed; what it must be is said by the policy. */
export const password = z.string().min(1).max(1000);

const heldPost = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  unitName: z.string(),
  roles: many(role),
  own: z.boolean().describe('By appointment; otherwise acting for its holder'),
  from: day,
  until: day.nullable().describe('First day on which it no longer holds'),
});

export const person = z
  .object({
    id: z.string(),
    unit: z.string(),
    unitName: z.string(),
    state: z.enum(['active', 'disabled']),
    isErased: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    login: z.string().nullable(),
    signIn: z.object({
      password: z.boolean(),
      mustChange: z.boolean(),
      secondFactor: z.boolean(),
      linked: z.object({ issuer: z.string(), subject: z.string() }).nullable(),
    }),
    posts: many(heldPost),
    version: z.int(),
    createdAt: z.iso.datetime(),
    may: z.record(z.enum(PERSON_ACTS), may),
  })
  .meta({ id: 'Person' });

export const personWithPassword = z.object({
  person,
  password: z.string().nullable().describe('Shown once; null where the same request was answered before'),
});

const hand = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  from: day,
  until: day.nullable(),
  version: z.int(),
});

export const post = z
  .object({
    id: z.string(),
    unit: z.string(),
    unitName: z.string(),
    title: z.string(),
    roles: many(role),
    from: day,
    until: day.nullable(),
    version: z.int(),
    appointments: many(hand),
    delegations: many(hand),
    may: z.record(z.string(), may),
  })
  .meta({ id: 'Post' });

const named = z.object({ person: z.string(), name: z.string().nullable() });

export const delegation = z
  .object({
    id: z.string(),
    post: z.string(),
    title: z.string(),
    unit: z.string(),
    person: z.string(),
    name: z.string().nullable(),
    holder: named.nullable(),
    from: day,
    until: day,
    reason: z.string(),
    givenBy: named,
    givenAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    isOpen: z.boolean(),
    version: z.int(),
    may: z.record(z.string(), may),
  })
  .meta({ id: 'Delegation' });

export const token = z
  .object({
    id: z.string(),
    name: z.string(),
    post: z.string(),
    title: z.string(),
    unit: z.string(),
    person: z.object({ id: z.string(), name: z.string().nullable() }),
    scopes: many(z.string()),
    createdAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    isOpen: z.boolean(),
    may: z.record(z.string(), may),
  })
  .meta({ id: 'Token' });

export const scope = z.enum(SCOPES);

export const session = z
  .object({
    person: z.string(),
    name: z.string().nullable(),
    login: z.string().nullable(),
    pending: z
      .enum(['second-factor', 'password', 'second-factor-set-up'])
      .nullable()
      .describe('What has to be done before anything else'),
    secondFactor: z.boolean(),
    hasPassword: z.boolean(),
    posts: many(
      z.object({
        post: z.string(),
        title: z.string(),
        unit: z.string(),
        unitName: z.string(),
        region: z.string().nullable(),
        functionKey: z.string().nullable(),
        roles: many(role),
        own: z.boolean(),
        from: day,
        until: day.nullable(),
      }),
    ).describe('To choose from by the header Luodi-Post; the first is the default'),
    session: z.string(),
    demo: z.boolean().describe('The installation holds the demo: every page must say so'),
  })
  .meta({ id: 'Session' });

export const ownSession = z.object({
  id: z.string(),
  strength: z.enum(['password', 'second-factor', 'provider']),
  openedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  isThis: z.boolean(),
});
