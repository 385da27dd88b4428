import { join } from 'node:path';
import type { Procedure } from '@luodi/core/programme';
import { PROGRAM } from '../../config.ts';
import { loadProcedures } from '../../files/procedures.ts';

let loaded: Promise<readonly Procedure[]> | undefined;

/** 可选的程序规则: those in rules/procedure; read once. */
export function procedures(): Promise<readonly Procedure[]> {
  loaded ??= loadProcedures(join(PROGRAM, 'rules/procedure'));
  return loaded;
}
