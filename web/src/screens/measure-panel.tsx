import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Descriptions, List, Tag } from 'antd';
import { api } from '../api.ts';
import { deadlineText, targetText } from '../components/figures.ts';
import { momentText } from '../components/moment.ts';
import { Failed, Loading } from '../components/state.tsx';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';

/** 举措: everything about one measure, down to the characters that it comes from. */
export function MeasurePanel({
  programme,
  measure,
}: {
  readonly programme: string;
  readonly measure: string;
}) {
  const { say } = useWords();
  const query = useQuery({
    queryKey: ['measure', programme, measure],
    queryFn: async () =>
      (
        await api.GET('/api/programmes/{programme}/measures/{measure}', {
          params: { path: { programme, measure } },
        })
      ).data,
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const {
    text,
    kind,
    standard,
    targets,
    deadlines,
    deliverables,
    duties,
    sources,
    points,
    given,
    edits,
    item,
  } = query.data;
  return (
    <div className="measure-panel">
      <p className="soft">
        {item.no}. {item.title}
      </p>
      <p className="assignment-text">{text}</p>
      {points.length > 0 && (
        <Alert
          type="warning"
          title={say('measure.points')}
          description={
            <ul>
              {points.map((point) => (
                <li key={`${point.code} ${point.id}`}>{point.sentence}</li>
              ))}
            </ul>
          }
        />
      )}
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          { key: 'kind', label: say('ledger.column.kind'), children: say(`kind.${kind}`) },
          {
            key: 'targets',
            label: say('ledger.column.target'),
            children: targets.map((one) => targetText(one, say)).join('；') || '—',
          },
          {
            key: 'deadlines',
            label: say('ledger.column.deadline'),
            children: deadlines.map((one) => deadlineText(one, say)).join('；') || '—',
          },
          { key: 'standard', label: say('measure.standard'), children: standard ?? '—' },
          {
            key: 'deliverables',
            label: say('measure.deliverables'),
            children: deliverables.join('；') || '—',
          },
          {
            key: 'duties',
            label: say('measure.duties'),
            children: duties
              .filter(({ measures }) => measures.includes(measure))
              .map(({ id, role, unit, name }) => (
                <div key={id}>
                  <Tag>{say(`role.${role}`)}</Tag>
                  {unit?.name ?? name}
                </div>
              )),
          },
        ]}
      />
      <h2 className="section">{say('measure.source')}</h2>
      {sources.length === 0 && <p className="soft">{say('measure.source.none')}</p>}
      {sources.map(({ span, before, text: words, after }) => (
        <blockquote key={span[0]} className="source-quote" lang="zh-CN">
          <span className="soft">{before}</span>
          <mark>{words}</mark>
          <span className="soft">{after}</span>
        </blockquote>
      ))}
      <h2 className="section">{say('measure.given')}</h2>
      <List
        size="small"
        locale={{ emptyText: say('dispatch.none') }}
        dataSource={[...given]}
        renderItem={({ id, unit, role, state }) => (
          <List.Item>
            <Link to={paths.assignment(programme, id)}>{unit.name}</Link>
            <span className="soft">{say(`role.${role}` as never)}</span>
            <Tag>{say(`state-of.${state}` as never)}</Tag>
          </List.Item>
        )}
      />
      {edits.length > 0 && <h2 className="section">{say('measure.edits')}</h2>}
      {edits.map(({ no, by, at, reason }) => (
        <p key={no} className="soft">
          {momentText(at)} {by.unitName} {by.title}：{reason}
        </p>
      ))}
    </div>
  );
}
