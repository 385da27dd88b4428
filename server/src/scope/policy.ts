/** 登录规则: what an installation asks of those who sign in. `rules/sign-in/default.json` until somebody decides. */
export interface SignInPolicy {
  readonly password: {
    /** Characters at least. */
    readonly shortest: number;
    /** How many of the four kinds (capital letters, small letters, digits, others) at least. */
    readonly kinds: number;
    /** 定期更换: days after which it has to be replaced; 0: never. */
    readonly days: number;
  };
  readonly session: {
    /** 超时退出: minutes without a request. */
    readonly idleMinutes: number;
    /** Hours after which one signs in anew in any case. */
    readonly hours: number;
    /** Sessions of one person at once; one more ends the one that was not used for longest. */
    readonly atOnce: number;
  };
  readonly attempts: Attempts;
  /** Who has to have a second factor. */
  readonly secondFactor: 'optional' | 'administrators' | 'everybody';
  /** Days that a token holds at most. */
  readonly tokenDays: number;
  /** Days that a delegation holds at most. */
  readonly delegationDays: number;
}

/** 登录失败处理: how failed attempts slow down the next ones. Nothing ever locks a person out for good. */
export interface Attempts {
  /** Failures from one place that cost nothing. */
  readonly free: number;
  /** Seconds to wait after the next one; doubled with each further one. */
  readonly firstSeconds: number;
  readonly longestSeconds: number;
  /** Hours without a failure after which it begins anew. */
  readonly forgetHours: number;
  /** Failures for one login name, wherever from, after which strange places wait for each other. */
  readonly brakeAfter: number;
  /** Seconds between two attempts from strange places then. */
  readonly brakeSeconds: number;
}

/** What is kept of the failures in one place, or for one name. */
export interface Failures {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

/** Failures that still count. */
export function remembered({ failures, lastAt }: Failures, now: number, { forgetHours }: Attempts): number {
  return now - lastAt >= forgetHours * 3_600_000 ? 0 : failures;
}

/**
 * Seconds to wait before the next attempt from this place is looked at; 0: none. Attempts that come too early are not
 * counted, so that nobody keeps a wait going for another.
 */
export function waitOfPlace(kept: Failures, now: number, rule: Attempts): number {
  const over = remembered(kept, now, rule) - rule.free;
  if (over < 0) return 0;
  const wait = Math.min(rule.longestSeconds, rule.firstSeconds * 2 ** Math.min(over, 30));
  return secondsLeft(kept.lastAt + wait * 1000, now);
}

/** The same for a login name as a whole, where the attempt comes from a strange place. */
export function waitOfName(kept: Failures, now: number, rule: Attempts): number {
  if (remembered(kept, now, rule) < rule.brakeAfter) return 0;
  return secondsLeft(kept.lastAt + rule.brakeSeconds * 1000, now);
}

function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}

export type PasswordFault = 'too-short' | 'too-few-kinds' | 'weak' | 'has-name';

/** Nobody types more; more only costs the server time. */
export const LONGEST_PASSWORD = 128;

/** What is wrong with a new password; null: nothing. Characters are counted as people see them. */
export function passwordFault(
  password: string,
  login: string,
  { password: { shortest, kinds } }: SignInPolicy,
  weak: readonly string[],
): PasswordFault | null {
  if ([...password].length < shortest) return 'too-short';
  const present = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) =>
    kind.test(password),
  );
  if (present.length < kinds) return 'too-few-kinds';
  const small = password.toLowerCase();
  if (login.length >= 3 && small.includes(login.toLowerCase())) return 'has-name';
  if (weak.some((word) => isMostly(small, word)) || new Set(small).size < 5) return 'weak';
  return null;
}

/** A known word with a little around it is still that word. */
function isMostly(password: string, word: string): boolean {
  return password.includes(word) && password.length - word.length < 6;
}
