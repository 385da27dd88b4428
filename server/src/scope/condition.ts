/**
 * A condition on the facts of a thing, as a value: the same one is checked in memory (`holds`) and written as SQL
 * (store/visible.ts), so that a page and a list cannot disagree. `Field` names the facts that it may ask about.
 */
export type Condition<Field extends string = string> =
  | 'always'
  | 'never'
  | { readonly field: Field; readonly is: Fact }
  | { readonly field: Field; readonly among: readonly string[] }
  | { readonly not: Condition<Field> }
  | { readonly all: readonly Condition<Field>[] }
  | { readonly any: readonly Condition<Field>[] };

/** What is known about one side of a thing. Two unknown facts are equal here, unlike in SQL. */
export type Fact = string | boolean | null;

export const is = <Field extends string>(field: Field, value: Fact): Condition<Field> => ({
  field,
  is: value,
});

/** An unknown fact is among nothing. */
export const among = <Field extends string>(field: Field, values: readonly string[]): Condition<Field> =>
  values.length === 0 ? 'never' : { field, among: values };

export function not<Field extends string>(condition: Condition<Field>): Condition<Field> {
  if (condition === 'always') return 'never';
  return condition === 'never' ? 'always' : { not: condition };
}

/** All of them; what cannot change the answer is left out, so that the SQL stays short. */
export function all<Field extends string>(...conditions: readonly Condition<Field>[]): Condition<Field> {
  if (conditions.includes('never')) return 'never';
  const open = conditions.filter((condition) => condition !== 'always');
  return open.length > 1 ? { all: open } : (open[0] ?? 'always');
}

/** At least one of them. */
export function any<Field extends string>(...conditions: readonly Condition<Field>[]): Condition<Field> {
  if (conditions.includes('always')) return 'always';
  const open = conditions.filter((condition) => condition !== 'never');
  return open.length > 1 ? { any: open } : (open[0] ?? 'never');
}

/** Whether the facts meet the condition. */
export function holds<Field extends string>(
  condition: Condition<Field>,
  facts: Readonly<Record<Field, Fact>>,
): boolean {
  if (typeof condition === 'string') return condition === 'always';
  if ('is' in condition) return facts[condition.field] === condition.is;
  if ('among' in condition) {
    const fact = facts[condition.field];
    return typeof fact === 'string' && condition.among.includes(fact);
  }
  if ('not' in condition) return !holds(condition.not, facts);
  return 'all' in condition
    ? condition.all.every((inner) => holds(inner, facts))
    : condition.any.some((inner) => holds(inner, facts));
}
