import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import { z } from 'zod';
import { exportDirectory } from '../../acts/directory/workbook/export.ts';
import { importWorkbook, previewImport, type Workbook } from '../../acts/directory/workbook/import.ts';
import { dayAt } from '../../acts/people/today.ts';
import { rolesForDirectory } from '../../scope/directory.ts';
import { asking, type Resource, whoAsks } from '../route.ts';
import { code } from './shape.ts';

const FILE_BYTES = 20 * 2 ** 20;
/** The parts around the file. */
const MORE_BYTES = 2 ** 16;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const upload = z
  .custom<Workbook>((sent) => (sent as Workbook | undefined)?.bytes instanceof Uint8Array)
  .meta({ type: 'string', format: 'binary', description: 'xlsx, as it was exported' });

const preview = z
  .object({
    changes: z
      .array(
        z.object({
          ...{ sheet: z.string(), row: z.int(), act: z.string(), name: z.string() },
          fields: z.array(z.object({ head: z.string(), before: z.string(), after: z.string() })).readonly(),
        }),
      )
      .readonly(),
    faults: z
      .array(
        z.object({
          ...{ sheet: z.string(), row: z.int(), cell: z.string(), code: z.string() },
          ...{ parameters: z.record(z.string(), z.unknown()), sentence: z.string() },
        }),
      )
      .readonly()
      .describe('The first 200 of them'),
    faultCount: z.int(),
    digest: z.string().describe('Sent back with the import, nothing else than these changes is done'),
  })
  .meta({ id: 'DirectoryPreview', description: '导入预览' });

/** 单位目录工作簿: exported as .xlsx, looked at, and brought back as one act. */
export const workbooks: Resource = (ground) => async (app) => {
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { files: 1, fields: 2, parts: 3, fileSize: FILE_BYTES, fieldSize: 200, fieldNameSize: 100 },
    onFile: async (part) => {
      // Becomes the field of the body.
      (part as unknown as { value: Workbook }).value = { name: part.filename, bytes: await part.toBuffer() };
    },
  });
  app.setErrorHandler((error) => {
    throw isBroken(error) ? new Refusal<DoorCode>('door/bad-request') : error;
  });
  const taking = {
    bodyLimit: FILE_BYTES + MORE_BYTES,
    preValidation: async (request: { isMultipart(): boolean }) => {
      if (!request.isMultipart())
        throw new Refusal<DoorCode>('door/content-type', { expected: 'multipart/form-data' });
    },
  };

  app.get(
    '/directory/workbook',
    {
      schema: {
        tags: ['directory'],
        summary: 'Regions, units, posts and appointments as an .xlsx',
        querystring: z.strictObject({
          region: code.exactOptional().describe('Only what lies in it; all where left out'),
        }),
        response: { 200: z.custom<Uint8Array>().meta({ type: 'string', format: 'binary' }) },
      },
      config: { rule: rolesForDirectory('export') },
    },
    async (request, reply) => {
      const bytes = await exportDirectory(ground, whoAsks(request), request.query.region ?? null);
      const name = `单位目录${dayAt(ground.now())}.xlsx`;
      return reply
        .type(XLSX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(Buffer.from(bytes));
    },
  );

  app.post(
    '/directory/workbook/preview',
    {
      ...taking,
      schema: {
        tags: ['directory'],
        summary: 'What a workbook would change, and what is wrong with it; nothing is changed',
        consumes: ['multipart/form-data'],
        body: z.strictObject({ file: upload }),
        response: { 200: preview },
      },
      config: { rule: rolesForDirectory('import'), repeatable: true },
    },
    async (request) => previewImport(ground, whoAsks(request), request.body.file),
  );

  app.post(
    '/directory/workbook',
    {
      ...taking,
      schema: {
        tags: ['directory'],
        summary: 'Bring a workbook: all of it, or nothing',
        consumes: ['multipart/form-data'],
        body: z.strictObject({ file: upload, digest: z.string().min(1).max(100).exactOptional() }),
        response: { 200: preview },
      },
      config: { rule: rolesForDirectory('import') },
    },
    async (request) => {
      const { file, digest } = request.body;
      const content = JSON.stringify([createHash('sha256').update(file.bytes).digest('hex'), digest]);
      const { answer } = await importWorkbook(ground, asking(request, content), file, digest ?? null);
      return answer;
    },
  );
};

/** What the parser says of parts that are none; it gives its errors no code. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof Error &&
    !('code' in error) &&
    /multipart|boundary|part header|end of form/i.test(error.message)
  );
}
