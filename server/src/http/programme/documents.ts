import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import { z } from 'zod';
import { FILE_BYTES } from '../../acts/programme/compiled.ts';
import { importDocument } from '../../acts/programme/import.ts';
import { originalFile } from '../../acts/programme/original.ts';
import { compiledView, documentView } from '../../views/programme/document.ts';
import { type Resource, tellVersion } from '../route.ts';
import { title } from './change.ts';
import { askingPost, lookAt } from './looking.ts';
import { document, params, programme } from './shape.ts';

/** A file as it arrives. */
interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The parts around the file. */
const MORE_BYTES = 2 ** 16;

const upload = z
  .custom<Upload>((sent) => (sent as Upload | undefined)?.bytes instanceof Uint8Array)
  .meta({ type: 'string', format: 'binary', description: 'docx, pdf, ofd, html, txt, md, doc, wps' });

/** 建账: a document is brought as multipart/form-data and becomes a programme in draft. */
export const imports: Resource = (ground) => async (app) => {
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { files: 1, fields: 5, parts: 6, fileSize: FILE_BYTES, fieldSize: 2000, fieldNameSize: 100 },
    onFile: async (part) => {
      // Becomes the field of the body.
      (part as unknown as { value: Upload }).value = { name: part.filename, bytes: await part.toBuffer() };
    },
  });
  app.setErrorHandler((error) => {
    throw isBroken(error) ? new Refusal<DoorCode>('door/bad-request') : error;
  });
  app.post(
    '/programmes',
    {
      bodyLimit: FILE_BYTES + MORE_BYTES,
      preValidation: async (request) => {
        if (!request.isMultipart())
          throw new Refusal<DoorCode>('door/content-type', { expected: 'multipart/form-data' });
      },
      schema: {
        tags: ['programme'],
        summary: 'Bring a document: it is read, compiled and opened as a programme in draft',
        consumes: ['multipart/form-data'],
        body: z.strictObject({
          file: upload,
          title: title.exactOptional(),
          issuer: z.string().min(1).max(200).exactOptional(),
          year: z
            .string()
            .regex(/^\d{4}$/)
            .exactOptional(),
        }),
        response: { 200: programme },
      },
      config: { rule: ['coordinator'] },
    },
    async (request, reply) => {
      const { file, title: named, issuer, year } = request.body;
      const digest = createHash('sha256').update(file.bytes).digest('hex');
      const content = JSON.stringify([file.name, digest, named, issuer, year]);
      const { answer } = await importDocument(
        ground,
        askingPost(request, content),
        {
          ...file,
          ...(issuer !== undefined && { issuer }),
          ...(year !== undefined && { year: Number(year) }),
        },
        named,
      );
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};

/** A name as RFC 8187 writes it. */
function inHeader(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What the parser says of parts that are none; it gives its errors no code. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof Error &&
    !('code' in error) &&
    /multipart|boundary|part header|end of form/i.test(error.message)
  );
}

/** 公文: the document of a programme: its text, what the compiler made of it, the file itself. */
export const documents: Resource = (ground) => async (app) => {
  app.get(
    '/programmes/:programme/document',
    {
      schema: {
        tags: ['programme'],
        summary: 'The document and the text that all places point into',
        params,
        response: { 200: document },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query } = await lookAt(ground, request, 'document', id);
      return documentView(query, id);
    },
  );
  app.get(
    '/programmes/:programme/document/compiled',
    {
      schema: {
        tags: ['programme'],
        summary: 'What the compiler made of the document',
        params,
        response: { 200: z.unknown().meta({ description: 'luodi/compiled@1: compiled.schema.json' }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query } = await lookAt(ground, request, 'document', id);
      return compiledView(query, id);
    },
  );
  app.get(
    '/programmes/:programme/document/file',
    {
      schema: {
        tags: ['programme'],
        summary: 'The file as it was brought',
        params,
        response: { 200: z.custom<Uint8Array>().meta({ type: 'string', format: 'binary' }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const id = request.params.programme;
      await lookAt(ground, request, 'document', id);
      const { name, bytes } = await originalFile(ground, id);
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${inHeader(name)}`)
        .send(bytes);
    },
  );
};
