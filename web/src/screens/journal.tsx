import { useParams } from '@tanstack/react-router';
import { Table } from 'antd';
import { api } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { More, usePages } from '../components/pages.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import { Wide } from '../components/wide.tsx';
import { type Say, useWords, type Word } from '../words/index.ts';

/** 留痕: every act of a programme, in the order of the chain. */
export function JournalScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  return (
    <Page title={say('nav.journal')} about={say('journal.about')}>
      <JournalTable programme={programme} />
    </Page>
  );
}

/** Of a programme, or of the directory of units and people (null). */
export function JournalTable({ programme }: { readonly programme: string | null }) {
  const { say } = useWords();
  const { list, rows } = usePages(['journal', programme], async (page) => {
    const query = { limit: 100, ...page };
    return programme === null
      ? (await api.GET('/api/journal', { params: { query } })).data
      : (await api.GET('/api/programmes/{programme}/journal', { params: { path: { programme }, query } }))
          .data;
  });
  return (
    <>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty />
      ) : (
        <Wide label={say('nav.journal')}>
          <Table
            size="small"
            rowKey="seq"
            dataSource={rows}
            pagination={false}
            columns={[
              { title: say('journal.seq'), dataIndex: 'seq', width: 72, align: 'right' as const },
              { title: say('journal.at'), width: 140, render: (_, { at }) => momentText(at) },
              { title: say('journal.act'), width: 140, render: (_, { act }) => actText(act, say) },
              {
                title: say('journal.by'),
                render: (_, { by }) => by && `${by.unitName ?? by.unit} ${by.title ?? ''}`,
              },
              {
                title: say('journal.hash'),
                width: 160,
                render: (_, { hash }) => <code className="hash">{hash.slice(0, 16)}</code>,
              },
            ]}
          />
        </Wide>
      )}
      <More list={list} />
    </>
  );
}

/** `assignment/send-back`, as the screens call it. */
function actText(act: string, say: Say): string {
  const [stage, name = ''] = act.split('/');
  const plain = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (stage === 'assignment') return say(`act.${plain}` as Word);
  // Acts on the directory are told by the name that they have in the journal.
  return stage === 'programme' ? say(`programme-act.${name}` as Word) : act;
}
