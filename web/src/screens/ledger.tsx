import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Drawer, Input, Select, Tag } from 'antd';
import { useMemo, useRef } from 'react';
import { api } from '../api.ts';
import { deadlineText, targetText } from '../components/figures.ts';
import { Page } from '../components/page.tsx';
import { useAllPages, usePages } from '../components/pages.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import type { Measure } from '../shapes.ts';
import { useWords } from '../words/index.ts';
import { MeasurePanel } from './measure-panel.tsx';

/** What narrows the ledger down; it stands in the address, so that every view is a link. */
export interface LedgerSearch {
  readonly text?: string;
  readonly kind?: 'document' | 'quantity' | 'event' | 'standing';
  readonly unit?: string;
  readonly item?: string;
  readonly sort?: 'document' | 'due';
  readonly chosen?: string;
}

const KINDS = ['document', 'quantity', 'event', 'standing'] as const;

type Line =
  | { readonly kind: 'item'; readonly item: Measure['item'] }
  | { readonly kind: 'measure'; readonly measure: Measure };

/** 台账: every measure under its task, narrowed down, each opening into all that is known about it. */
export function LedgerScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  const search = useSearch({ strict: false }) as LedgerSearch;
  const navigate = useNavigate();
  const narrow = (change: Partial<LedgerSearch>) =>
    navigate({ to: '.', search: (old: LedgerSearch) => ({ ...old, ...change }), replace: true } as never);
  const { chosen, ...asked } = search;
  const { list, rows } = usePages(
    ['ledger', programme, asked],
    async (page) =>
      (
        await api.GET('/api/programmes/{programme}/ledger', {
          params: {
            path: { programme },
            query: { ...asked, limit: 200, ...page },
          },
        })
      ).data,
  );
  useAllPages(list);
  const parts = useQuery({
    queryKey: ['parts', programme],
    queryFn: async () =>
      (await api.GET('/api/programmes/{programme}/parts', { params: { path: { programme } } })).data,
  });
  const lines = useMemo(() => linesOf(rows), [rows]);
  return (
    <Page title={say('nav.ledger')} about={say('ledger.count', { count: rows.length })}>
      <search className="filters no-print">
        <Input.Search
          allowClear
          aria-label={say('ledger.text')}
          placeholder={say('ledger.text')}
          defaultValue={search.text ?? ''}
          onSearch={(text) => narrow({ text: text.trim() || undefined } as never)}
        />
        <Select
          allowClear
          aria-label={say('ledger.kind')}
          placeholder={say('ledger.kind')}
          value={search.kind ?? null}
          options={KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
          onChange={(kind) => narrow({ kind: kind ?? undefined } as never)}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={say('ledger.unit')}
          placeholder={say('ledger.unit')}
          value={search.unit ?? null}
          options={(parts.data?.units ?? []).map(({ unit }) => ({ value: unit.id, label: unit.name }))}
          onChange={(unit) => narrow({ unit: unit ?? undefined } as never)}
        />
        <Select
          aria-label={say('ledger.sort')}
          value={search.sort ?? 'document'}
          options={[
            { value: 'document', label: say('ledger.sort.document') },
            { value: 'due', label: say('ledger.sort.due') },
          ]}
          onChange={(sort) => narrow({ sort: sort === 'document' ? undefined : sort } as never)}
        />
      </search>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : lines.length === 0 ? (
        <Empty>{say('ledger.empty')}</Empty>
      ) : (
        <LedgerTable lines={lines} chosen={chosen ?? null} choose={(id) => narrow({ chosen: id })} />
      )}
      <Drawer
        open={chosen !== undefined}
        size="large"
        title={say('measure.title')}
        onClose={() => narrow({ chosen: undefined } as never)}
      >
        {chosen !== undefined && <MeasurePanel programme={programme} measure={chosen} />}
      </Drawer>
    </Page>
  );
}

const COLUMNS = ['measure', 'kind', 'target', 'deadline', 'lead', 'units'] as const;

/** Rows of what is in sight alone, whatever the length of the ledger; what is above and below is empty room. */
function LedgerTable({
  lines,
  chosen,
  choose,
}: {
  readonly lines: readonly Line[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}) {
  const { say } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (at) => (lines[at]?.kind === 'item' ? 40 : 64),
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const rows = virtual.getVirtualItems();
  const { scrollMargin } = virtual.options;
  const above = (rows[0]?.start ?? scrollMargin) - scrollMargin;
  const below = virtual.getTotalSize() - ((rows.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <table className="ledger" aria-rowcount={lines.length + 1}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`ledger-${column}`}>
              {say(`ledger.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Room height={above} />
        {rows.map(({ index }) => {
          const line = lines[index] as Line;
          return line.kind === 'item' ? (
            <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              <th className="ledger-item" scope="colgroup" colSpan={COLUMNS.length}>
                {line.item.no}. {line.item.title}
              </th>
            </tr>
          ) : (
            <tr
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={chosen === line.measure.id ? 'chosen' : ''}
            >
              <MeasureCells measure={line.measure} choose={choose} />
            </tr>
          );
        })}
        <Room height={below} />
      </tbody>
    </table>
  );
}

function Room({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td aria-hidden="true" colSpan={COLUMNS.length} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function MeasureCells({
  measure,
  choose,
}: {
  readonly measure: Measure;
  readonly choose: (id: string) => void;
}) {
  const { say } = useWords();
  const { id, text, kind, targets, deadlines, duties } = measure;
  const own = duties.filter(({ measures }) => measures.includes(id));
  const names = (roles: readonly string[]) =>
    own.filter(({ role }) => roles.includes(role)).map(({ unit, name }) => unit?.name ?? name);
  const others = names(['responsible', 'cooperate', 'guide', 'local']);
  return (
    <>
      <td>
        <button type="button" className="ledger-open" onClick={() => choose(id)}>
          {text}
        </button>
      </td>
      <td>
        <Tag>{say(`kind.${kind}`)}</Tag>
      </td>
      <td>{targets.map((target) => targetText(target, say)).join('；')}</td>
      <td>{deadlines.map((deadline) => deadlineText(deadline, say)).join('；')}</td>
      <td>{names(['lead']).join('、')}</td>
      <td title={others.join('、')}>
        {others.slice(0, 3).join('、')}
        {others.length > 3 && ` ${say('ledger.more-units', { count: others.length - 3 })}`}
      </td>
    </>
  );
}

function linesOf(rows: readonly Measure[]): Line[] {
  const lines: Line[] = [];
  let item: string | null = null;
  for (const measure of rows) {
    if (measure.item.id !== item) lines.push({ kind: 'item', item: measure.item });
    item = measure.item.id;
    lines.push({ kind: 'measure', measure });
  }
  return lines;
}
