import { assignments } from './assignment/assignments.ts';
import { inbox } from './assignment/inbox.ts';
import { slips } from './assignment/slips.ts';
import type { Resource } from './route.ts';

/** What the door offers, in the order of the work: who, then plan, then dispatch, then the record of it. */
export const RESOURCES: readonly Resource[] = [slips, assignments, inbox];
