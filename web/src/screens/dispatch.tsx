import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, App, Collapse, Progress, Table, Tabs, Tag } from 'antd';
import { api, once, Problem } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { More, usePages } from '../components/pages.tsx';
import { PermittedButton } from '../components/permitted.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import { Wide } from '../components/wide.tsx';
import type { components } from '../openapi.d.ts';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';

type Slip = components['schemas']['Slip'];
type SlipHeading = components['schemas']['SlipHeading'];
type BoardLine = components['schemas']['AcknowledgementLine'];
type AssignmentLine = components['schemas']['AssignmentLine'];

/** 交办: what would go out, what went out, who acknowledged it. */
export function DispatchScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  return (
    <Page title={say('nav.dispatch')} about={say('dispatch.about')}>
      <Tabs
        destroyOnHidden
        items={[
          { key: 'slips', label: say('dispatch.slips'), children: <Slips programme={programme} /> },
          { key: 'board', label: say('dispatch.board'), children: <Board programme={programme} /> },
          {
            key: 'assignments',
            label: say('dispatch.assignments'),
            children: <Assignments programme={programme} />,
          },
          { key: 'preview', label: say('dispatch.preview'), children: <Preview programme={programme} /> },
        ]}
      />
    </Page>
  );
}

function Preview({ programme }: { readonly programme: string }) {
  const { say } = useWords();
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['dispatch', programme],
    queryFn: async () =>
      (await api.GET('/api/programmes/{programme}/dispatch', { params: { path: { programme } } })).data,
  });
  const send = useMutation({
    mutationFn: async (version: number) =>
      (
        await api.POST('/api/programmes/{programme}/dispatch', {
          params: { path: { programme }, header: once(version) },
          body: { reason: '' },
        })
      ).data,
    onSuccess: async (sent) => {
      message.success(
        say('dispatch.sent', { slips: sent?.slips.length ?? 0, assignments: sent?.assignments ?? 0 }),
      );
      await client.invalidateQueries();
    },
    onError: (error) => message.error(error instanceof Problem ? error.title : say('shell.offline')),
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const { slips, assignments, may, programme: of } = query.data;
  return (
    <>
      <div className="page-actions">
        <PermittedButton
          may={may.dispatch}
          type="primary"
          loading={send.isPending}
          onClick={() =>
            modal.confirm({
              title: say('dispatch.ask', { slips: slips.length, assignments }),
              content: say('dispatch.means'),
              okText: say('nav.dispatch'),
              onOk: () => send.mutateAsync(of.version),
            })
          }
        >
          {say('dispatch.send', { slips: slips.length })}
        </PermittedButton>
      </div>
      {slips.length === 0 ? (
        <Empty>{say('dispatch.nothing')}</Empty>
      ) : (
        <Collapse
          items={slips.map((slip) => ({
            key: slip.unit.id,
            label: `${slip.unit.name}（${slip.lines.length}）`,
            children: <SlipLines slip={slip} />,
          }))}
        />
      )}
    </>
  );
}

/** The lines of a slip, as it is printed. */
export function SlipLines({ slip }: { readonly slip: Slip }) {
  const { say } = useWords();
  return (
    <Wide label={slip.unit.name}>
      <Table<Slip['lines'][number]>
        size="small"
        rowKey={({ measure, role }) => `${measure.id} ${role}`}
        dataSource={[...slip.lines]}
        pagination={false}
        columns={[
          { title: say('slip.task'), width: 180, render: (_, { item }) => `${item.no}. ${item.title}` },
          { title: say('slip.measure'), render: (_, { measure }) => measure.text },
          { title: say('slip.role'), width: 72, render: (_, { role }) => say(`role.${role}`) },
          { title: say('slip.lead'), width: 150, render: (_, { lead }) => lead.name },
          { title: say('slip.due'), width: 104, render: (_, { dueOn }) => dueOn ?? say('due.none') },
        ]}
      />
    </Wide>
  );
}

function Slips({ programme }: { readonly programme: string }) {
  const { say } = useWords();
  const { list, rows } = usePages(
    ['slips', programme],
    async (page) =>
      (
        await api.GET('/api/programmes/{programme}/slips', {
          params: { path: { programme }, query: { limit: 100, ...page } },
        })
      ).data,
  );
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => list.refetch()} />;
  if (rows.length === 0) return <Empty>{say('dispatch.none')}</Empty>;
  return (
    <>
      <Table<SlipHeading>
        size="small"
        rowKey="no"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          { title: say('slip.no'), dataIndex: 'no', width: 72, align: 'right' },
          {
            title: say('slip.unit'),
            render: (_, { no, unit }) => <Link to={paths.slip(programme, no)}>{unit.name}</Link>,
          },
          { title: say('slip.assignments'), dataIndex: 'assignments', width: 88, align: 'right' },
          {
            title: say('slip.waiting'),
            dataIndex: 'waiting',
            width: 96,
            align: 'right',
            render: (waiting: number) => (waiting > 0 ? <b className="late">{waiting}</b> : 0),
          },
          { title: say('slip.sent'), width: 140, render: (_, { dispatchedAt }) => momentText(dispatchedAt) },
        ]}
      />
      <More list={list} />
    </>
  );
}

function Board({ programme }: { readonly programme: string }) {
  const { say } = useWords();
  const query = useQuery({
    queryKey: ['acknowledgements', programme],
    queryFn: async () =>
      (
        await api.GET('/api/programmes/{programme}/acknowledgements', {
          params: { path: { programme }, query: {} },
        })
      ).data,
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const { rows } = query.data;
  if (rows.length === 0) return <Empty>{say('dispatch.none')}</Empty>;
  return (
    <Table<BoardLine>
      size="small"
      rowKey={({ region }) => region?.code ?? ''}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 640 }}
      columns={[
        { title: say('board.region'), render: (_, { region }) => region?.name ?? say('board.none') },
        { title: say('board.units'), dataIndex: 'units', width: 80, align: 'right' },
        { title: say('slip.assignments'), dataIndex: 'assignments', width: 88, align: 'right' },
        {
          title: say('board.acknowledged'),
          width: 200,
          render: (_, { acknowledged, assignments }) => (
            <Progress
              percent={assignments === 0 ? 0 : Math.floor((acknowledged * 100) / assignments)}
              size="small"
              format={() => `${acknowledged}/${assignments}`}
              aria-label={say('board.acknowledged')}
            />
          ),
        },
        { title: say('board.disputed'), dataIndex: 'disputed', width: 80, align: 'right' },
        { title: say('board.waiting'), dataIndex: 'waiting', width: 80, align: 'right' },
        {
          title: say('board.late'),
          dataIndex: 'late',
          width: 80,
          align: 'right',
          render: (late: number) => (late > 0 ? <b className="late">{late}</b> : 0),
        },
      ]}
    />
  );
}

function Assignments({ programme }: { readonly programme: string }) {
  const { say } = useWords();
  const { list, rows } = usePages(
    ['assignments', programme],
    async (page) =>
      (
        await api.GET('/api/programmes/{programme}/assignments', {
          params: { path: { programme }, query: { limit: 100, ...page } },
        })
      ).data,
  );
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => list.refetch()} />;
  if (rows.length === 0) return <Empty>{say('dispatch.none')}</Empty>;
  return (
    <>
      <Alert className="no-print" type="info" title={say('dispatch.assignments.about')} />
      <Table<AssignmentLine>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 800 }}
        columns={[
          { title: say('slip.unit'), width: 170, render: (_, { unit }) => unit.name },
          {
            title: say('slip.measure'),
            render: (_, { id, item, measure }) => (
              <Link to={paths.assignment(programme, id)}>
                {item.no}. {measure.text}
              </Link>
            ),
          },
          { title: say('slip.role'), width: 72, render: (_, { role }) => say(`role.${role}`) },
          {
            title: say('programme.state'),
            width: 104,
            render: (_, { state }) => <Tag>{say(`state-of.${state}`)}</Tag>,
          },
          {
            title: say('slip.due'),
            width: 104,
            render: (_, { dueOn, overdue }) => (
              <span className={overdue ? 'late' : ''}>{dueOn ?? say('due.none')}</span>
            ),
          },
        ]}
      />
      <More list={list} />
    </>
  );
}
