/**
 * The statements of an SQL file, in order, without the comments between them. Knows what PostgreSQL counts as one
 * piece: quoted names, strings (with `E''` escapes), `$tag$` bodies, `--` and nested block comments.
 */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let isBlank = true;
  const end = (at: number) => {
    if (!isBlank) statements.push(sql.slice(start, at).trim());
    start = at + 1;
    isBlank = true;
  };
  for (let at = 0; at < sql.length; ) {
    const after = pastPiece(sql, at);
    if (after !== null) {
      const isComment = sql[at] === '-' || sql[at] === '/';
      // A comment before a statement is not part of it.
      if (isComment && isBlank) start = after;
      else if (!isComment) isBlank = false;
      at = after;
      continue;
    }
    if (sql[at] === ';') end(at);
    else if (!/\s/.test(sql[at] as string)) isBlank = false;
    at++;
  }
  end(sql.length);
  return statements;
}

/** The end of the quoted piece or comment that begins here, or null. What is not closed reaches to the end. */
function pastPiece(sql: string, at: number): number | null {
  const two = sql.slice(at, at + 2);
  if (two === '--') return past(sql, '\n', at);
  if (two === '/*') return pastBlock(sql, at);
  if (sql[at] === '"') return past(sql, '"', at + 1);
  if (sql[at] === "'") return pastString(sql, at);
  if (sql[at] !== '$' || /[\w$]/.test(sql[at - 1] ?? '')) return null;
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(sql.slice(at, at + 64))?.[0];
  return tag ? past(sql, tag, at + tag.length) : null;
}

function past(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}

function pastString(sql: string, at: number): number {
  const escapes = /(?:^|\W)[eE]$/.test(sql.slice(Math.max(0, at - 2), at));
  for (let here = at + 1; here < sql.length; here++) {
    if (escapes && sql[here] === '\\') here++;
    else if (sql[here] === "'") return here + 1;
  }
  return sql.length;
}

function pastBlock(sql: string, at: number): number {
  let depth = 0;
  for (let here = at; here < sql.length; here++) {
    const two = sql.slice(here, here + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    here++;
    if (depth === 0) return here + 1;
  }
  return sql.length;
}
