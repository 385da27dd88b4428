import {
  type GroupKind,
  groupOf,
  longestUnit,
  looksLikeUnit,
  resolveUnit,
  type UnitContext,
  type UnitResolution,
} from '../../unit/index.ts';

/**
 * What the readers of duties must know about names of units. Bound to one document (its issuer and year), so that
 * the same characters mean the county's bureau in a county's plan and the city's in a city's.
 */
export interface Units {
  /** End of the longest known name that begins at this place, -1 if none does. */
  readonly longestUnit: (text: string, at: number) => number;
  /** Whether the characters are built like a unit's name (市水务局), known or not. */
  readonly looksLikeUnit: (name: string) => boolean;
  /** 各市（州）人民政府, 有关部门, 等省级有关部门（单位）: what kind of group a phrase names, null for a single unit. */
  readonly groupOf: (phrase: string) => { readonly kind: GroupKind; readonly of: string } | null;
  readonly resolveUnit: (written: string) => UnitResolution;
}

/** The directory's knowledge, as one document needs it. Answers about names are kept: a plan repeats its units. */
export function unitsOf(context: UnitContext): Units {
  return {
    longestUnit: keptInText((text, at) => longestUnit(context, text, at)),
    looksLikeUnit: kept(looksLikeUnit),
    groupOf: kept((phrase) => groupOf(context, phrase)),
    resolveUnit: kept((written) => resolveUnit(context, written)),
  };
}

const MOST_KEPT = 4096;

function kept<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(name);
    if (answers.size < MOST_KEPT) answers.set(name, answer);
    return answer;
  };
}

/** A clause is read once for its verbs and once for its names: the same places are asked about twice. */
function keptInText(ask: (text: string, at: number) => number): (text: string, at: number) => number {
  const ends = new Map<number, number>();
  let of = '';
  return (text, at) => {
    if (text !== of || ends.size >= MOST_KEPT) {
      ends.clear();
      of = text;
    }
    const known = ends.get(at);
    if (known !== undefined) return known;
    const end = ask(text, at);
    ends.set(at, end);
    return end;
  };
}
