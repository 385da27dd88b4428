import { keptPath } from '../files/kept.ts';
import type { Evidence } from '../store/verify/index.ts';
import type { Ground } from './context.ts';

/** What a running server has to check its database with. */
export function evidenceOf({ keys, calendar, files }: Ground): Evidence {
  return { keys, calendar, files: (sm3) => keptPath(files, sm3) };
}
