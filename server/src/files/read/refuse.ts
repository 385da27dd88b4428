import { Refusal } from '@luodi/core/base';
import type { FileRefusalCode } from '@luodi/core/message';

/** Turns the file down. `name` of the sentence is put in by the caller of the reader. */
export function refuse(code: FileRefusalCode, parameters: Record<string, string | number> = {}): never {
  throw new Refusal<FileRefusalCode>(code, parameters);
}
