import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';

/** 已被他人改动: somebody else was quicker. Carries what is there now, as its view shows it to the person who asks. */
export class StaleRefusal extends Refusal<DoorCode> {
  readonly now: unknown;

  constructor(now: unknown) {
    super('door/stale');
    this.now = now;
  }
}

/**
 * Goes on only where the version that the person saw is the one that is there; `asked` null: none was named.
 * @param now the view of what is there; only called where it differs
 * @throws {StaleRefusal}
 */
export async function requireVersion(
  asked: number | null,
  actual: number,
  now: () => unknown | Promise<unknown>,
): Promise<void> {
  if (asked !== null && asked !== actual) throw new StaleRefusal(await now());
}

/** 已有人先办: the sentence says which post was first, and when. Carries what is there now, like a StaleRefusal. */
export class OvertakenRefusal extends Refusal {
  readonly now: unknown;

  constructor({ code, parameters }: Pick<Refusal, 'code' | 'parameters'>, now: unknown) {
    super(code, parameters);
    this.now = now;
  }
}
