import { z } from 'zod';
import { actOnAssignment } from '../../acts/assignment/act-on-assignment.ts';
import { actOnAssignments, MOST_AT_ONCE } from '../../acts/assignment/act-on-assignments.ts';
import { viewAssignment } from '../../views/assignment/assignment.ts';
import { acknowledgementBoard } from '../../views/assignment/board.ts';
import { type AfterAssignment, listAssignments } from '../../views/assignment/list.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionAsked } from '../route.ts';
import { conditionsOf } from './conditions.ts';
import { lookingIn } from './looking.ts';
import {
  ACTS,
  assignment,
  assignmentLine,
  boardLine,
  day,
  doneToMany,
  SLIP_ROLES,
  STATES,
} from './shapes.ts';

const name = z.string().max(100);
const programme = z.strictObject({ programme: name });
const one = z.strictObject({ programme: name, id: name });
const reason = z
  .string()
  .max(2000)
  .default('')
  .describe('Kept with the step; needed for disputes, rulings, returns, handing on, withdrawing');
/** Acts that name another unit are done one by one. */
const BULK = ACTS.filter((act) => act !== 'reassign' && act !== 'transfer');
/** `a,b` or the same parameter several times. */
const several = <T extends string>(of: readonly [T, ...T[]]) =>
  z
    .preprocess(
      (sent) => (typeof sent === 'string' ? sent.split(',') : sent),
      z.array(z.enum(of)).min(1).max(of.length),
    )
    .optional();

/** 交办事项: lists, one, the acts of its life, and who acknowledged what where. */
export const assignments: Resource = (ground) => async (app) => {
  app.get(
    '/programmes/:programme/assignments',
    {
      schema: {
        tags: ['assignment'],
        summary: 'Assignments of a programme by last day',
        params: programme,
        querystring: z.strictObject({
          ...paging,
          state: several(STATES),
          role: several(SLIP_ROLES),
          unit: name.optional(),
          lead: name.optional(),
          region: z
            .string()
            .regex(/^\d{6}$/)
            .optional()
            .describe('With all regions below it'),
          item: name.optional(),
          measure: name.optional(),
          slip: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
          dueFrom: day.optional(),
          dueTo: day.optional(),
          overdue: z.enum(['true', 'false']).optional(),
          text: z.string().max(100).optional().describe('Part of the measure or of the unit’s name'),
        }),
        response: { 200: listOf(assignmentLine) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { limit, cursor, overdue, ...more } = request.query;
      const filters = { ...more, ...(overdue !== undefined && { overdue: overdue === 'true' }) };
      const list = `assignments ${request.params.programme} ${JSON.stringify(filters)}`;
      const after = positionAt(ground, list, cursor) as AfterAssignment | null;
      const looking = await lookingIn(ground, request);
      const page = { after, limit };
      const { rows, next } = await listAssignments(
        ground.database.query,
        looking,
        request.params.programme,
        filters,
        page,
      );
      return { rows, next: next && cursorAfter(ground, list, next) };
    },
  );

  app.get(
    '/programmes/:programme/assignments/:id',
    {
      schema: {
        tags: ['assignment'],
        summary: 'One assignment with its marks, clocks, and what may be done',
        params: one,
        response: { 200: assignment },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { programme: of, id } = request.params;
      const view = await viewAssignment(ground.database.query, await lookingIn(ground, request), of, id);
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.post(
    '/programmes/:programme/assignments/:id/acts',
    {
      schema: {
        tags: ['assignment'],
        summary: 'One act of its life on an assignment',
        description: conditionsOf(ACTS),
        params: one,
        body: z.strictObject({
          act: z.enum(ACTS),
          reason,
          to: name.nullable().default(null).describe('reassign, transfer: the unit that takes over'),
        }),
        response: { 200: assignment },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { answer } = await actOnAssignment(ground, asking(request), {
        ...request.params,
        ...request.body,
        version: versionAsked(request),
      });
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.post(
    '/programmes/:programme/acts',
    {
      schema: {
        tags: ['assignment'],
        summary: 'One act on many assignments, each decided alone',
        params: programme,
        body: z.strictObject({
          act: z.enum(BULK as [(typeof BULK)[number], ...typeof BULK]),
          assignments: z.array(name).min(1).max(MOST_AT_ONCE),
          reason,
        }),
        response: { 200: doneToMany },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { assignments: ids, act, reason: why } = request.body;
      const { answer } = await actOnAssignments(ground, asking(request), {
        ...request.params,
        ...{ ids, act: act as Exclude<typeof act, 'reassign' | 'transfer'>, reason: why },
      });
      return answer;
    },
  );

  app.get(
    '/programmes/:programme/acknowledgements',
    {
      schema: {
        tags: ['assignment'],
        summary: 'How many assignments were acknowledged, by region',
        params: programme,
        querystring: z.strictObject({
          region: z
            .string()
            .regex(/^\d{6}$/)
            .optional()
            .describe('This region and those directly below it; without, all provinces'),
        }),
        response: { 200: z.object({ rows: z.array(boardLine) }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const looking = await lookingIn(ground, request);
      const region = request.query.region ?? null;
      return {
        rows: await acknowledgementBoard(ground.database.query, looking, request.params.programme, region),
      };
    },
  );
};
