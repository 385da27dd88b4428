export { compiledSchema } from './compiled.ts';
export { compiledJsonSchema } from './json-schema.ts';
