/** Whether an argument is a pattern: it holds `*` or `?`. */
export function isPattern(argument: string): boolean {
  return /[*?]/.test(argument);
}

/**
 * The folder that a pattern begins with and what is to match below it: `plans/2022/*.docx` is `plans/2022` and
 * `*.docx`. Backslashes count as slashes where the system writes paths so (`separator`).
 */
export function patternParts(pattern: string, separator: string): { folder: string; rest: string } {
  const parts = (separator === '\\' ? pattern.replaceAll('\\', '/') : pattern).split('/');
  const first = parts.findIndex(isPattern);
  const folder = parts.slice(0, first).join('/');
  return { folder: folder === '' && first > 0 ? '/' : folder || '.', rest: parts.slice(first).join('/') };
}

/**
 * A pattern as a test of paths relative to its folder (with slashes): `*` any characters of one name, `?` one
 * character, a name `**` any number of folders, also none. Names that begin with a dot must be written out.
 */
export function matcherOf(pattern: string): (path: string) => boolean {
  const names = pattern.split('/').map((name) => (name === '**' ? name : nameMatcher(name)));
  return (path) => matches(names, 0, path.split('/'), 0);
}

type NameTest = '**' | ((name: string) => boolean);

function matches(tests: readonly NameTest[], at: number, names: readonly string[], from: number): boolean {
  const test = tests[at];
  if (test === undefined) return from === names.length;
  if (test === '**') {
    if (matches(tests, at + 1, names, from)) return true;
    const name = names[from];
    return name !== undefined && !name.startsWith('.') && matches(tests, at, names, from + 1);
  }
  const name = names[from];
  return name !== undefined && test(name) && matches(tests, at + 1, names, from + 1);
}

function nameMatcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, 'isu');
  return (name) => expression.test(name) && (pattern.startsWith('.') || !name.startsWith('.'));
}
