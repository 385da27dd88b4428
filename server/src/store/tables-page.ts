import type { ClientBase } from 'pg';

/** One column as the catalogue has it. */
interface Column {
  readonly table: string;
  readonly about: string | null;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  readonly key: boolean;
  readonly refers: string | null;
  readonly note: string | null;
}

const COLUMNS = `
  select c.relname::text as table, obj_description(c.oid, 'pg_class') as about,
         a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
         coalesce(a.attnum = any (k.conkey), false) as key,
         (select f.confrelid::regclass::text from pg_constraint f
           where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey)
           order by f.conname limit 1) as refers,
         col_description(c.oid, a.attnum) as note
    from pg_class c
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
   where c.relkind in ('r', 'p')
   order by c.relname collate "C", a.attnum`;

/** docs/reference/tables.md: every table and column with the comment that its migration gave it. */
export async function tablesPage(client: ClientBase): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const parts = [
    '# 数据表 · Tables',
    '',
    '<!-- Written by `npm run reference` from the comments in server/migrations; do not edit. -->',
    '',
    '主键以 🔑 标出；→ 指向所引用的表。',
    '',
    'Columns of the primary key carry 🔑; → names the table that is referred to.',
  ];
  for (const [table, columns] of grouped(rows)) {
    parts.push('', `## ${table}`, '');
    const about = columns[0]?.about;
    if (about) parts.push(about, '');
    parts.push('| column | type | |', '|---|---|---|', ...columns.map(line));
  }
  return `${parts.join('\n')}\n`;
}

function grouped(columns: readonly Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const column of columns) {
    const known = tables.get(column.table);
    if (known) known.push(column);
    else tables.set(column.table, [column]);
  }
  return tables;
}

function line({ column, type, required, key, refers, note }: Column): string {
  const marks = [key ? '🔑' : '', refers ? `→ ${refers}` : '', note ?? ''].filter((mark) => mark !== '');
  const kind = required ? type : `${type}, or null`;
  return `| \`${column}\` | ${kind} | ${marks.join(' ').replaceAll('|', '\\|')} |`;
}
