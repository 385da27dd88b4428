import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Tag } from 'antd';
import { api, once, Problem } from '../api.ts';
import { Page } from '../components/page.tsx';
import { More, usePages } from '../components/pages.tsx';
import { PermittedButton } from '../components/permitted.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import type { components } from '../openapi.d.ts';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';

type Line = components['schemas']['InboxLine'];

/** 我的待办: all that the post has to do, by due day, with one button each. */
export function InboxScreen() {
  const { say } = useWords();
  const { list, rows } = usePages(
    ['inbox'],
    async (page) =>
      (
        await api.GET('/api/inbox', {
          params: { query: { limit: 50, ...page } },
        })
      ).data,
  );
  return (
    <Page title={say('nav.inbox')} about={say('inbox.about')}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty>{say('inbox.empty')}</Empty>
      ) : (
        <ol className="inbox">
          {rows.map((line) => (
            <InboxItem key={`${line.programme.id} ${line.kind} ${line.subject}`} line={line} />
          ))}
        </ol>
      )}
      <More list={list} />
    </Page>
  );
}

/** One thing to do. What needs words or a choice is done on the page of the thing itself. */
function InboxItem({ line }: { readonly line: Line }) {
  const { say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { programme, kind, subject, item, measure, unit, dueOn, overdue, assumed } = line;
  const isOneStep = kind === 'acknowledge' || kind === 'begin';
  const act = useMutation({
    mutationFn: async () =>
      (
        await api.POST('/api/programmes/{programme}/assignments/{id}/acts', {
          params: { path: { programme: programme.id, id: subject.id }, header: once() },
          body: { act: kind === 'acknowledge' ? 'acknowledge' : 'begin', reason: '', to: null },
        })
      ).data,
    onSuccess: async () => {
      message.success(say('done'));
      await client.invalidateQueries();
    },
    onError: (error) => message.error(error instanceof Problem ? error.title : say('shell.offline')),
  });
  return (
    <li className="inbox-item sheet">
      <div className="inbox-what">
        <Tag>{say(`inbox.kind.${kind}`)}</Tag>
        {dueOn ? (
          <span className={overdue ? 'late' : 'soft'}>
            {say(overdue ? 'due.late' : 'due.on', { on: dueOn })}
            {assumed && ` ${say('due.assumed')}`}
          </span>
        ) : (
          <span className="soft">{say('due.none')}</span>
        )}
        <Link className="soft" to={paths.overview(programme.id)}>
          {programme.title}
        </Link>
      </div>
      <p className="inbox-text">
        {item && <span className="soft">{say('item.no', { no: item.no })} </span>}
        {measure?.text ?? item?.title}
      </p>
      {unit && <p className="soft inbox-unit">{unit.name}</p>}
      <div className="inbox-do">
        {isOneStep ? (
          <PermittedButton may={true} type="primary" loading={act.isPending} onClick={() => act.mutate()}>
            {say(`inbox.kind.${kind}`)}
          </PermittedButton>
        ) : (
          <Link to={pathOf(line)}>
            <Button type="primary">{say(`inbox.kind.${kind}`)}</Button>
          </Link>
        )}
        {subject.kind === 'assignment' && isOneStep && <Link to={pathOf(line)}>{say('open')}</Link>}
      </div>
    </li>
  );
}

function pathOf({ programme, subject, measure }: Line): string {
  if (subject.kind === 'assignment') return paths.assignment(programme.id, subject.id);
  return measure ? paths.measure(programme.id, measure.id) : paths.review(programme.id);
}
