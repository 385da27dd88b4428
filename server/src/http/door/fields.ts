import { type Parameters, Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';

/** One field that is wrong. `field`: `items/0/name`, as it was sent; `query.limit`, `path.id`, `header.x`. */
export interface FieldFault {
  readonly field: string;
  readonly code: DoorCode;
  readonly parameters: Parameters;
}

/** A request whose fields are wrong: said by the first of them, all are listed. */
export class FieldsRefusal extends Refusal<DoorCode> {
  readonly fields: readonly FieldFault[];

  constructor(fields: readonly [FieldFault, ...FieldFault[]]) {
    super(fields[0].code, fields[0].parameters);
    this.fields = fields;
  }
}

const SHOWN = 20;
const PREFIX: Readonly<Record<string, string>> = {
  querystring: 'query.',
  params: 'path.',
  headers: 'header.',
};

/** Checks a part of a request by its zod schema and says in our words what is wrong. */
export const fieldsChecked: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = PREFIX[httpPart ?? ''] ?? '';
  return (sent: unknown) => {
    const { success, data: value, error } = schema.safeParse(sent);
    if (success) return { value };
    const [first, ...others] = error.issues.flatMap((issue) => faults(issue, sent, prefix));
    if (!first) return { error: new Refusal<DoorCode>('door/bad-request') };
    return { error: new FieldsRefusal([first, ...others.slice(0, SHOWN - 1)]) };
  };
};

type Issue = z.core.$ZodIssue;

function faults(
  issue: Issue,
  sent: unknown,
  prefix: string,
  above: readonly PropertyKey[] = [],
): FieldFault[] {
  const path = [...above, ...issue.path];
  const field = nameOf(path, prefix);
  const one = (code: DoorCode, parameters: Parameters = {}): FieldFault[] => [
    { field, code, parameters: { field, ...parameters } },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const unknown = nameOf([...path, key], prefix);
        return { field: unknown, code: 'door/field-unknown', parameters: { field: unknown } };
      });
    case 'invalid_type':
      if (valueAt(sent, path) === undefined) return one('door/field-missing');
      return one('door/field-type', { expected: issue.expected });
    case 'too_big': {
      const code = isAmount(issue.origin) ? 'door/field-too-large' : 'door/field-too-long';
      return one(code, { limit: String(issue.maximum) });
    }
    case 'too_small': {
      const code = isAmount(issue.origin) ? 'door/field-too-small' : 'door/field-too-short';
      return one(code, { limit: String(issue.minimum) });
    }
    case 'invalid_value':
      if (valueAt(sent, path) === undefined) return one('door/field-missing');
      return one('door/field-not-among', { choices: issue.values.slice(0, 40).map(String).join(', ') });
    case 'invalid_union': {
      if (valueAt(sent, path) === undefined) return one('door/field-missing');
      // The branch that came nearest: the one with the fewest complaints, and not about the value as a whole.
      const inner = issue.errors.filter((errors) => errors.some((error) => error.path.length > 0));
      const [nearest] = inner.toSorted((a, b) => a.length - b.length);
      if (!nearest) return one('door/field-invalid');
      return nearest.flatMap((error) => faults(error, sent, prefix, path));
    }
    default:
      return one('door/field-invalid');
  }
}

function isAmount(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint' || origin === 'date';
}

function nameOf(path: readonly PropertyKey[], prefix: string): string {
  const name = path.map((part) => String(part).slice(0, 80)).join('/');
  return name === '' ? `${prefix}${prefix === '' ? 'body' : ''}`.replace(/\.$/, '') : `${prefix}${name}`;
}

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  let value = sent;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
