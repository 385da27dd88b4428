import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { App, Descriptions, Tag } from 'antd';
import { api, once, Problem } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { PermittedButton } from '../components/permitted.tsx';
import { Failed, Loading } from '../components/state.tsx';
import type { components } from '../openapi.d.ts';
import { paths } from '../paths.ts';
import { useWords, type Word } from '../words/index.ts';

type Figure = components['schemas']['Figure'];

/** 概览: a programme in figures, each of which opens what it counts. */
export function OverviewScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['programme', programme],
    queryFn: async () =>
      (await api.GET('/api/programmes/{programme}', { params: { path: { programme } } })).data,
  });
  const confirm = useMutation({
    mutationFn: async (version: number) =>
      (
        await api.POST('/api/programmes/{programme}/confirm', {
          params: { path: { programme }, header: once(version) },
        })
      ).data,
    onSuccess: async () => {
      message.success(say('programme.confirmed'));
      await client.invalidateQueries();
    },
    onError: (error) => message.error(error instanceof Problem ? error.title : say('shell.offline')),
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const {
    title,
    state,
    coordinator,
    owner,
    document,
    procedure,
    figures,
    may,
    version,
    confirmedAt,
    dispatchedAt,
  } = query.data;
  return (
    <Page
      title={title}
      about={<Tag>{say(`programme.state.${state}`)}</Tag>}
      actions={
        state === 'draft' && (
          <PermittedButton
            may={may.confirm}
            type="primary"
            loading={confirm.isPending}
            onClick={() =>
              modal.confirm({
                title: say('programme.confirm.ask'),
                content: say('programme.confirm.means'),
                okText: say('programme.confirm'),
                onOk: () => confirm.mutateAsync(version),
              })
            }
          >
            {say('programme.confirm')}
          </PermittedButton>
        )
      }
    >
      <ul className="figures" aria-label={say('figures.title')}>
        {figures.map((one) => (
          <li key={one.figure} className="sheet">
            <FigureLink programme={programme} figure={one} />
          </li>
        ))}
      </ul>
      <section className="sheet">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'coordinator', label: say('programme.coordinator'), children: coordinator?.name ?? '—' },
            { key: 'owner', label: say('programme.owner'), children: owner.name },
            { key: 'number', label: say('document.number'), children: document?.docNumber ?? '—' },
            { key: 'issuer', label: say('document.issuer'), children: document?.issuer ?? '—' },
            { key: 'issued', label: say('document.issued'), children: document?.issuedOn ?? '—' },
            { key: 'procedure', label: say('programme.procedure'), children: procedure?.name ?? '—' },
            {
              key: 'confirmed',
              label: say('programme.confirmed-at'),
              children: confirmedAt ? momentText(confirmedAt) : '—',
            },
            {
              key: 'dispatched',
              label: say('programme.dispatched-at'),
              children: dispatchedAt ? momentText(dispatchedAt) : '—',
            },
            {
              key: 'sm3',
              label: say('document.sm3'),
              children: <code className="hash">{document?.sm3 ?? '—'}</code>,
            },
          ]}
        />
      </section>
    </Page>
  );
}

function FigureLink({
  programme,
  figure: { figure, value, list, filter },
}: {
  readonly programme: string;
  readonly figure: Figure;
}) {
  const { say } = useWords();
  const label = say(`figure.${figure}` as Word);
  const content = (
    <>
      <b>{value}</b>
      <span>{label}</span>
    </>
  );
  const search = new URLSearchParams(filter as Record<string, string>).toString();
  const to = {
    items: paths.ledger(programme),
    ledger: paths.ledger(programme),
    goals: paths.review(programme),
    units: paths.responsibilities(programme),
    'open-points': paths.review(programme),
    assignments: paths.dispatch(programme),
    'change-requests': paths.overview(programme),
  }[list];
  return (
    <Link className="figure" to={search ? `${to}?${search}` : to}>
      {content}
    </Link>
  );
}
