import { assignments } from './assignment/assignments.ts';
import { inbox } from './assignment/inbox.ts';
import { slips } from './assignment/slips.ts';
import { regions } from './directory/regions.ts';
import { units } from './directory/units.ts';
import { workbooks } from './directory/workbook.ts';
import { directoryJournal, journal } from './journal/journal.ts';
import { PEOPLE } from './people/index.ts';
import { changes } from './programme/changes.ts';
import { documents, imports } from './programme/documents.ts';
import { ledger } from './programme/ledger.ts';
import { programmes } from './programme/programmes.ts';
import type { Resource } from './route.ts';

/** What the door offers, in the order of the work: who, then plan, then dispatch, then the record of it. */
export const RESOURCES: readonly Resource[] = [
  ...PEOPLE,
  regions,
  units,
  workbooks,
  imports,
  documents,
  programmes,
  ledger,
  changes,
  slips,
  assignments,
  inbox,
  journal,
  directoryJournal,
];
