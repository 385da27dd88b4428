import { z } from 'zod';
import { compiledSchema } from './compiled.ts';

/** `docs/reference/compiled.schema.json`: the contract as JSON Schema, draft 2020-12. */
export function compiledJsonSchema(): object {
  return z.toJSONSchema(compiledSchema, {
    // `readOnly` says that a server ignores the value when it is sent back, which is not what is meant here.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
}
