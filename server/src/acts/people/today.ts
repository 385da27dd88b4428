import { dayOfInstant } from '@luodi/core/base';

/** The day in 北京时间: posts change hands at midnight there, wherever the server stands. */
export function dayAt(moment: Date): string {
  return dayOfInstant(moment.toISOString()) as string;
}
