import { Refusal } from '@luodi/core/base';
import type { StoreRefusalCode } from '@luodi/core/message';

/** A refusal by the store. */
export function refusal(code: StoreRefusalCode, parameters: Record<string, string | number> = {}): Refusal {
  return new Refusal<StoreRefusalCode>(code, parameters);
}

/** What the file system says when something in `folder` could not be written. Others are passed on as they are. */
export function unwritten(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return refusal('store/disk-full', { folder });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return refusal('store/not-writable', { folder, reason: code });
  }
  return error;
}

/** The system's or the server's code of an error: `ENOENT`, `28P01`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
