import { Table, Tabs, Tag } from 'antd';
import { api } from '../api.ts';
import { Page } from '../components/page.tsx';
import { More, usePages } from '../components/pages.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import type { components } from '../openapi.d.ts';
import { useSession } from '../session.ts';
import { useWords } from '../words/index.ts';
import { JournalTable } from './journal.tsx';

type Person = components['schemas']['Person'];
type Post = components['schemas']['Post'];

/** 系统: people, posts and the journal of the directory, each for the administrator whose it is. */
export function AdminScreen() {
  const { say } = useWords();
  const { post } = useSession();
  const audits = post?.roles.includes('audit-administrator') ?? false;
  return (
    <Page title={say('nav.admin')} about={say('admin.about')}>
      <Tabs
        destroyOnHidden
        items={
          audits
            ? [{ key: 'journal', label: say('nav.journal'), children: <JournalTable programme={null} /> }]
            : [
                { key: 'people', label: say('admin.people'), children: <People /> },
                { key: 'posts', label: say('admin.posts'), children: <Posts /> },
              ]
        }
      />
    </Page>
  );
}

function People() {
  const { say } = useWords();
  const { list, rows } = usePages(
    ['people'],
    async (page) =>
      (
        await api.GET('/api/people', {
          params: { query: { limit: 100, ...page } },
        })
      ).data,
  );
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => list.refetch()} />;
  if (rows.length === 0) return <Empty />;
  return (
    <>
      <Table<Person>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 720 }}
        columns={[
          { title: say('admin.name'), width: 160, render: (_, { name }) => name ?? say('admin.erased') },
          { title: say('sign-in.name'), width: 160, dataIndex: 'login' },
          { title: say('admin.unit'), dataIndex: 'unitName' },
          {
            title: say('admin.posts'),
            render: (_, { posts }) => posts.map(({ title }) => title).join('、'),
          },
          {
            title: say('programme.state'),
            width: 96,
            render: (_, { state }) => <Tag>{say(`person.${state}`)}</Tag>,
          },
        ]}
      />
      <More list={list} />
    </>
  );
}

function Posts() {
  const { say } = useWords();
  const { list, rows } = usePages(
    ['posts'],
    async (page) =>
      (
        await api.GET('/api/posts', {
          params: { query: { limit: 100, ...page } },
        })
      ).data,
  );
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => list.refetch()} />;
  if (rows.length === 0) return <Empty />;
  return (
    <>
      <Table<Post>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 720 }}
        columns={[
          { title: say('admin.unit'), dataIndex: 'unitName' },
          { title: say('admin.post'), dataIndex: 'title' },
          {
            title: say('admin.roles'),
            render: (_, { roles }) => roles.map((role) => say(`role-of.${role}`)).join('、'),
          },
          {
            title: say('admin.holder'),
            render: (_, { appointments }) =>
              appointments.map(({ name }) => name ?? say('admin.erased')).join('、'),
          },
        ]}
      />
      <More list={list} />
    </>
  );
}
