import { keptFile } from '../../files/kept.ts';
import { sm3Of } from '../../store/row.ts';
import { documentView } from '../../views/programme/document.ts';
import type { Ground } from '../context.ts';

/**
 * 原件: the file of a programme as it was brought, for somebody who may see the document.
 * @throws {Refusal} `scope/not-found`
 * @throws {Error} where the file is gone or is not the one that was kept
 */
export async function originalFile(
  { database, files }: Ground,
  programme: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { name, fileSm3 } = await documentView(database.query, programme);
  const bytes = await keptFile(files, fileSm3).catch((error: unknown) => {
    throw new Error(`attachment ${fileSm3} cannot be read`, { cause: error });
  });
  if (sm3Of(bytes) !== fileSm3) throw new Error(`attachment ${fileSm3} is not what it was`);
  return { name, bytes };
}
