import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Table } from 'antd';
import { api } from '../api.ts';
import { Page } from '../components/page.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import type { components } from '../openapi.d.ts';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';

type Row = components['schemas']['ResponsibleUnit'];

const ROLES = ['lead', 'responsible', 'cooperate', 'guide', 'local'] as const;

/** 责任: what each unit has to carry, and in which role. */
export function ResponsibilitiesScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ['parts', programme],
    queryFn: async () =>
      (await api.GET('/api/programmes/{programme}/parts', { params: { path: { programme } } })).data,
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const units = [...query.data.units].sort((one, other) => other.measures - one.measures);
  const most = units[0]?.measures ?? 1;
  return (
    <Page title={say('nav.responsibilities')} about={say('responsibilities.about', { count: units.length })}>
      {units.length === 0 ? (
        <Empty />
      ) : (
        <Table<Row>
          size="small"
          rowKey={({ unit }) => unit.id}
          dataSource={units}
          pagination={false}
          scroll={{ x: 720 }}
          columns={[
            {
              title: say('slip.unit'),
              render: (_, { unit }) => <Link to={paths.ledgerOf(programme, unit.id)}>{unit.name}</Link>,
            },
            {
              title: say('programme.measures'),
              width: 240,
              render: (_, { measures }) => (
                <span className="load">
                  <meter min={0} max={most} value={measures} aria-label={say('programme.measures')} />
                  {measures}
                </span>
              ),
            },
            ...ROLES.map((role) => ({
              title: say(`role.${role}`),
              width: 72,
              align: 'right' as const,
              render: (_: unknown, { roles }: Row) => roles[role] ?? '',
            })),
          ]}
        />
      )}
    </Page>
  );
}
