import type { components } from './openapi.d.ts';

/** As the client gives answers: places are lists of numbers there. */
type Given<T> = T extends readonly [number, number]
  ? readonly number[]
  : T extends readonly (infer One)[]
    ? readonly Given<One>[]
    : T extends object
      ? { readonly [Key in keyof T]: Given<T[Key]> }
      : T;

export type Measure = Given<components['schemas']['MeasureRow']>;
export type Item = Given<components['schemas']['ItemRow']>;
export type Duty = Given<components['schemas']['LedgerDuty']>;
export type Target = Measure['targets'][number];
export type Deadline = Measure['deadlines'][number];
