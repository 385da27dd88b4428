import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ground } from '../../acts/context.ts';
import { evidenceOf } from '../../acts/verify.ts';
import { eventAt, eventsOf } from '../../views/journal/events.ts';
import { exportOf } from '../../views/journal/export.ts';
import { checkpointOf, receiptOf } from '../../views/journal/receipt.ts';
import { verificationOf } from '../../views/journal/verification.ts';
import { DIRECTORY } from '../../views/journal/viewer.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { listOf, type Rule, whoAsks } from '../route.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const checkpoint = z.object({ programme: z.string(), size: z.number(), hash, root: hash }).describe('检查点');

const receipt = z
  .object({
    schema: z.literal('luodi/receipt@1'),
    seq: z.number(),
    event: hash,
    checkpoint,
    path: z.array(hash),
    body: z.string().describe('Canonical text of the event; its SM3, behind a zero byte, is `event`.'),
  })
  .describe('回执: to be checked without the server, see docs/reference/journal.md');

const event = z.object({
  seq: z.number(),
  at: z.string(),
  act: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  by: z
    .object({
      post: z.string(),
      title: z.string().nullable(),
      unit: z.string(),
      unitName: z.string().nullable(),
    })
    .nullable(),
  person: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  request: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()).nullable().describe('null: too long for a list'),
  effects: z.array(z.object({ of: z.string(), rows: z.number() })).nullable(),
  hash: z.string(),
});

const verification = z.object({
  at: z.string(),
  whole: z.boolean(),
  journals: z.array(z.object({ programme: z.string(), events: z.number(), hash: z.string() })),
  events: z.number(),
  rows: z.number(),
  findings: z.array(
    z.object({
      code: z.string(),
      table: z.string(),
      programme: z.string(),
      row: z.string().nullable(),
      columns: z.array(z.string()),
      seq: z.number().nullable(),
      parameters: z.record(z.string(), z.unknown()),
      count: z.number(),
      sentence: z.string(),
    }),
  ),
});

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const word = z.string().min(1).max(200);

const filters = z.strictObject({
  ...paging,
  act: z
    .string()
    .regex(/^[a-z-]{1,60}(\/[a-z-]{1,60})?$/)
    .optional()
    .describe('`assignment/acknowledge`, or a stage with all its acts: `assignment`'),
  kind: word.optional().describe('kind of the subject'),
  subject: word.optional(),
  post: word.optional(),
  unit: word.optional(),
  person: word.optional(),
  from: moment.optional(),
  until: moment.optional(),
  text: word.optional().describe('words that stand in the event'),
});

/** `/programmes/:programme/journal…`: 留痕 of a programme. */
export function journal(ground: Ground): FastifyPluginAsyncZod {
  return async (app) => {
    const params = z.strictObject({ programme: z.uuid() });
    const ofProgramme = (given: unknown) => (given as { programme: string }).programme;
    routes(app, ground, '/programmes/:programme/journal', 'in-scope', params, ofProgramme);
  };
}

/** `/journal…`: 留痕 of units, people and settings, for the auditing administrator. */
export function directoryJournal(ground: Ground): FastifyPluginAsyncZod {
  return async (app) =>
    routes(app, ground, '/journal', ['audit-administrator'], z.strictObject({}), () => DIRECTORY);
}

type App = FastifyInstance<never, never, never, never, ZodTypeProvider>;

function routes(
  given: unknown,
  ground: Ground,
  path: string,
  rule: Rule,
  params: z.ZodObject,
  programmeIn: (params: unknown) => string,
): void {
  const app = given as App;
  const { query } = ground.database;
  const config = { rule };
  const paramsWithSeq = params.extend({ seq });

  app.get(
    path,
    { schema: { params, querystring: filters, response: { 200: listOf(event) } }, config },
    async (request) => {
      const programme = programmeIn(request.params);
      const { limit, cursor, ...filter } = request.query;
      const list = `journal ${programme} ${JSON.stringify(filter)}`;
      const [before = null] = positionAt(ground, list, cursor) ?? [];
      const rows = await eventsOf(query, whoAsks(request), programme, filter, {
        before: before === null ? null : Number(before),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? cursorAfter(ground, list, [last.seq]) : null;
      return { rows: page as never, next };
    },
  );

  app.get(
    `${path}/checkpoint`,
    { schema: { params, response: { 200: checkpoint } }, config },
    async (request) => checkpointOf(query, whoAsks(request), programmeIn(request.params)),
  );

  app.get(
    `${path}/verification`,
    { schema: { params, response: { 200: verification } }, config },
    async (request) =>
      verificationOf(
        ground.database,
        evidenceOf(ground),
        { who: whoAsks(request), at: ground.now() },
        programmeIn(request.params),
      ) as never,
  );

  app.get(
    `${path}/export`,
    {
      schema: { params, response: { 200: { content: { 'application/jsonl': { schema: z.string() } } } } },
      config,
    },
    async (request, reply) => {
      const programme = programmeIn(request.params);
      const lines = await exportOf(query, whoAsks(request), programme);
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename="journal-${programme}.jsonl"`,
        })
        .type('application/jsonl')
        .send(Readable.from(lines) as never);
    },
  );

  app.get(
    `${path}/:seq`,
    {
      schema: {
        params: paramsWithSeq,
        response: { 200: event.extend({ event: z.record(z.string(), z.unknown()).nullable() }) },
      },
      config,
    },
    async (request) => {
      const at = (request.params as { seq: number }).seq;
      return eventAt(query, whoAsks(request), programmeIn(request.params), at) as never;
    },
  );

  app.get(
    `${path}/:seq/receipt`,
    { schema: { params: paramsWithSeq, response: { 200: receipt } }, config },
    async (request) => {
      const at = (request.params as { seq: number }).seq;
      return receiptOf(query, whoAsks(request), programmeIn(request.params), at) as never;
    },
  );
}
