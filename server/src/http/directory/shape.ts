import { LONGEST_NAME } from '@luodi/core/unit';
import { z } from 'zod';
import { may } from '../route.ts';

/* 单位目录: regions and units as they are sent and answered. */

export const LINES = [
  ...(['government', 'party', 'mass', 'central', 'bank', 'enterprise'] as const),
  ...(['institution', 'congress', 'justice', 'military', 'zone'] as const),
] as const;

export const day = z.iso.date();
export const unitId = z.string().min(1).max(120);
export const code = z.string().min(1).max(100).describe('Six digits of GB/T 2260');
export const line = z.enum(LINES).describe('What the unit is: 政府部门, 党委部门, 群团 …');
export const posts = z
  .enum(['follow', 'end'])
  .describe('What becomes of posts: they go over to the unit that takes over, or end');
export const on = day.describe('First day on which it is so');
export const name = z.string().min(1).max(LONGEST_NAME);
export const short = name.exactOptional().describe('Short name; the full name where left out');
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const named = z.object({ id: z.string(), name: z.string() });
const dated = z.object({
  ...{ from: z.string(), until: z.string().nullable(), name: z.string(), short: z.string() },
});

export const unitRow = z
  .object({
    ...{ id: z.string(), name: z.string(), shortName: z.string(), line: z.enum(LINES) },
    ...{ functionKey: z.string().nullable(), region: named.nullable(), parent: named.nullable() },
    ...{ from: z.string(), until: z.string().nullable() },
  })
  .meta({ id: 'UnitRow', description: '单位' });

export const unit = unitRow
  .extend({
    ...{
      version: z.int(),
      on: z.string(),
      successor: named.nullable(),
      predecessors: z.array(named).readonly(),
    },
    names: z.array(dated).readonly(),
    places: z
      .array(z.object({ until: z.string(), region: named.nullable(), parent: named.nullable() }))
      .readonly(),
    ...{ parts: z.int(), posts: z.int(), people: z.int() },
    may: z.record(z.string(), may),
  })
  .meta({ id: 'Unit', description: '单位及其沿革' });

const level = z.enum(['province', 'city', 'county']);

export const regionRow = z
  .object({
    ...{ code: z.string(), name: z.string(), shortName: z.string(), level, parent: z.string().nullable() },
    ...{ until: z.string().nullable(), regions: z.int(), units: z.int() },
  })
  .meta({ id: 'RegionRow', description: '行政区' });

export const region = regionRow
  .extend({
    ...{
      version: z.int(),
      on: z.string(),
      line: z.array(named).readonly(),
      names: z.array(dated).readonly(),
    },
    ...{ successor: named.nullable(), predecessors: z.array(named).readonly() },
    may: z.record(z.string(), may),
  })
  .meta({ id: 'Region', description: '行政区及其沿革' });
