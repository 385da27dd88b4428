import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Table, Tag, Upload } from 'antd';
import { useState } from 'react';
import { api, once, Problem } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { More, usePages } from '../components/pages.tsx';
import { Empty, Failed, Loading } from '../components/state.tsx';
import type { components } from '../openapi.d.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { useWords } from '../words/index.ts';

type Row = components['schemas']['ProgrammeRow'];

/** Files that Luodi reads. */
const ACCEPTED = '.docx,.pdf,.ofd,.html,.htm,.txt,.md,.doc,.wps';

/** 全部计划: what one sees, and for coordinators the upload that opens a new one. */
export function ProgrammesScreen() {
  const { say } = useWords();
  const { post } = useSession();
  const { list, rows } = usePages(
    ['programmes', 'list'],
    async (page) =>
      (
        await api.GET('/api/programmes', {
          params: { query: { limit: 50, ...page } },
        })
      ).data,
  );
  const canOpen = post?.roles.includes('coordinator') ?? false;
  return (
    <Page title={say('nav.programmes')} about={say('programmes.about')}>
      {canOpen && <Opening />}
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty>{say(canOpen ? 'programmes.empty.coordinator' : 'programmes.empty')}</Empty>
      ) : (
        <>
          <Table<Row>
            size="small"
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 720 }}
            columns={[
              {
                title: say('programme.title'),
                dataIndex: 'title',
                render: (title: string, { id }) => <Link to={paths.overview(id)}>{title}</Link>,
              },
              {
                title: say('programme.state'),
                dataIndex: 'state',
                width: 96,
                render: (state: Row['state']) => <Tag>{say(`programme.state.${state}`)}</Tag>,
              },
              {
                title: say('programme.coordinator'),
                width: 200,
                render: (_, { coordinator, owner }) => (coordinator ?? owner).name,
              },
              { title: say('programme.items'), dataIndex: 'items', width: 72, align: 'right' },
              { title: say('programme.measures'), dataIndex: 'measures', width: 72, align: 'right' },
              { title: say('programme.own'), dataIndex: 'own', width: 88, align: 'right' },
              {
                title: say('programme.opened'),
                dataIndex: 'createdAt',
                width: 140,
                render: (at: string) => momentText(at),
              },
            ]}
          />
          <More list={list} />
        </>
      )}
    </Page>
  );
}

/** 上传公文: a document becomes a draft. */
function Opening() {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const open = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file, file.name);
      return (
        await api.POST('/api/programmes', {
          body: body as never,
          bodySerializer: () => body as never,
          params: { header: once(undefined, key) },
        })
      ).data;
    },
    onSuccess: async (programme) => {
      await client.invalidateQueries({ queryKey: ['programmes'] });
      if (programme) await navigate({ to: paths.review(programme.id) });
    },
    // Another try is another request.
    onError: () => setKey(crypto.randomUUID()),
  });
  const { error } = open;
  return (
    <section className="opening no-print" aria-label={say('upload.title')}>
      <Upload.Dragger
        accept={ACCEPTED}
        multiple={false}
        showUploadList={false}
        disabled={open.isPending}
        beforeUpload={(file) => {
          open.mutate(file);
          return false;
        }}
      >
        <UploadOutlined />
        <p>{open.isPending ? say('upload.reading') : say('upload.title')}</p>
        <p className="soft">{say('upload.kinds')}</p>
      </Upload.Dragger>
      {error && (
        <Alert
          type="error"
          role="alert"
          title={error instanceof Problem ? error.title : say('shell.offline')}
        />
      )}
    </section>
  );
}
