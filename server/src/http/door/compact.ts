/** As much of an OpenAPI document as is moved about here. */
interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

interface Parameter {
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
}

interface Operation {
  readonly parameters?: readonly {
    readonly name?: string;
    readonly in?: string;
    readonly required?: boolean;
  }[];
  readonly responses?: Readonly<Record<string, object>>;
}

const REFUSED = { $ref: '#/components/responses/Refused' };

/**
 * The description without its repetitions: what every operation has alike stands once in `components`, and schemas
 * that nothing refers to are left out.
 */
export function compact(described: object): object {
  const document = described as Document;
  const headers = new Map<string, object>();
  let refused: object | undefined;
  const compactOperation = (operation: Operation): object => {
    const { parameters, responses = {} } = operation;
    const { default: other, ...answers } = responses;
    refused ??= other;
    return {
      ...operation,
      ...(parameters && {
        parameters: parameters.map((one: Parameter) => {
          if (one.in !== 'header') return one;
          const name = `${(one.name ?? '').replaceAll('-', '')}${one.required ? 'Needed' : ''}`;
          headers.set(name, one);
          return { $ref: `#/components/parameters/${name}` };
        }),
      }),
      responses: {
        ...Object.fromEntries(
          Object.entries(answers).map(([status, answer]) => [status, { ...answer, description: 'Done' }]),
        ),
        ...(other && { default: REFUSED }),
      },
    };
  };
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [method, compactOperation(operation)]),
      ),
    ]),
  );
  const responses = refused && { Refused: refused };
  const schemas = referredTo([paths, responses], document.components?.schemas ?? {});
  const parameters = Object.fromEntries([...headers].sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...document, paths, components: { ...document.components, parameters, responses, schemas } };
}

/** The schemas that are referred to from there, and from one another. */
function referredTo(from: unknown, schemas: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name) || !Object.hasOwn(schemas, name)) continue;
      found.add(name);
      look(schemas[name]);
    }
  };
  look(from);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
