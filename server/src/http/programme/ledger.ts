import { z } from 'zod';
import { type LedgerPosition, ledgerPage } from '../../views/programme/ledger.ts';
import { measureView } from '../../views/programme/measure.ts';
import { partsView } from '../../views/programme/parts.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { listOf, type Resource, tellVersion } from '../route.ts';
import { day, kind, partId, unitId } from './change.ts';
import { lookAt } from './looking.ts';
import { goal, item, measure, measurePage, params, unitRow } from './shape.ts';

const assignmentState = z.enum([
  ...(['drafted', 'dispatched', 'disputed', 'acknowledged', 'in-progress', 'claimed', 'signed'] as const),
  ...(['accepted', 'verified', 'closed', 'withdrawn', 'transferred'] as const),
]);

/** 台账: the ledger of a programme, page by page, its parts, and one measure with everything about it. */
export const ledger: Resource = (ground) => async (app) => {
  app.get(
    '/programmes/:programme/ledger',
    {
      schema: {
        tags: ['programme'],
        summary: 'Measures of the ledger, narrowed down and sorted',
        params,
        querystring: z.strictObject({
          ...paging,
          unit: unitId.exactOptional(),
          region: z
            .string()
            .regex(/^\d{6}$/)
            .exactOptional(),
          item: partId.exactOptional(),
          kind: kind.exactOptional(),
          dueFrom: day.exactOptional(),
          dueTo: day.exactOptional(),
          state: assignmentState.exactOptional(),
          text: z.string().min(1).max(100).exactOptional(),
          sort: z.enum(['document', 'due']).default('document'),
        }),
        response: { 200: listOf(measure) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query, viewer } = await lookAt(ground, request, 'ledger', id);
      const { limit, cursor, ...asked } = request.query;
      const list = `ledger ${id} ${JSON.stringify(asked)}`;
      const after = positionAt(ground, list, cursor) as LedgerPosition | null;
      const { rows, next } = await ledgerPage(query, viewer, id, { ...asked, limit, after });
      return { rows: [...rows], next: next && cursorAfter(ground, list, next) };
    },
  );
  app.get(
    '/programmes/:programme/parts',
    {
      schema: {
        tags: ['programme'],
        summary: 'Tasks, units and goals of the ledger',
        params,
        response: {
          200: z.object({
            version: z.int(),
            items: z.array(item).readonly(),
            units: z.array(unitRow).readonly(),
            goals: z.array(goal).readonly(),
          }),
        },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const id = request.params.programme;
      const { query } = await lookAt(ground, request, 'ledger', id);
      const view = await partsView(query, id);
      tellVersion(reply, view.version);
      return view;
    },
  );
  app.get(
    '/programmes/:programme/measures/:measure',
    {
      schema: {
        tags: ['programme'],
        summary: 'One measure with everything about it',
        params: params.extend({ measure: partId }),
        response: { 200: measurePage },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { programme: id, measure: of } = request.params;
      const { query, viewer } = await lookAt(ground, request, 'ledger', id);
      const view = await measureView(query, viewer, id, of);
      tellVersion(reply, view.programme.version);
      return view;
    },
  );
};
