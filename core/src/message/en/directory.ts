import type { DirectoryCode } from '../directory-codes.ts';

/** Why something cannot be done to the directory of units. */
export const directory: Readonly<Record<DirectoryCode, string>> = {
  'directory/no-unit': 'The directory has no unit “{id}”.',
  'directory/no-region': 'The directory has no region “{code}”.',
};
