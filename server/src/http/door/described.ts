import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Rule } from '../route.ts';
import { compact } from './compact.ts';

const KEY = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description:
    'One name for this request; the same request with the same name is done once and answered alike.',
};
const VERSION = { type: 'string', description: 'The ETag that was read: "3"' };
const POST = { type: 'string', description: 'The post in which a person with several posts acts.' };

/** Writes the OpenAPI 3.1 description of every route that is registered after it. */
export async function describeDoor(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '落地 Luodi',
        version: '1',
        description:
          'Errors are application/problem+json (RFC 9457). POST needs Idempotency-Key; PUT, PATCH and DELETE need If-Match. Lists answer {rows, next}.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-luodi' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route as never) as {
        schema: Record<string, unknown>;
        url: string;
      };
      const rule = route.route.config?.rule as Rule | undefined;
      if (!rule) return { schema: { ...schema, hide: true }, url };
      return {
        url,
        schema: {
          ...schema,
          ...headersOf(String(route.route.method), rule, route.route.config?.repeatable === true),
          security: rule === 'public' ? [] : [{ session: [] }, { token: [] }],
          'x-rule': rule,
          response: {
            ...(schema.response as object | undefined),
            default: {
              description: 'Refused',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          },
        },
      };
    },
    transformObject: (document) => compact(jsonSchemaTransformObject(document)) as object,
  });
  app.get(
    '/api/openapi.json',
    { schema: { response: { 200: z.unknown() } }, config: { rule: 'public' } },
    async () => app.swagger(),
  );
}

function headersOf(method: string, rule: Rule, isRepeatable: boolean) {
  const properties: Record<string, object> = {};
  const required: string[] = [];
  const isChange = method === 'PUT' || method === 'PATCH' || method === 'DELETE';
  if (method !== 'GET') properties['Idempotency-Key'] = KEY;
  if (method === 'POST' && !isRepeatable) required.push('Idempotency-Key');
  if (method !== 'GET') properties['If-Match'] = VERSION;
  if (isChange) required.push('If-Match');
  if (rule !== 'public') properties['Luodi-Post'] = POST;
  return { headers: { type: 'object', properties, required } };
}
