import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { App, Descriptions, Form, Input, Modal, Tag, Timeline } from 'antd';
import { useState } from 'react';
import { api, once, Problem } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { PermittedButton } from '../components/permitted.tsx';
import { Failed, Loading } from '../components/state.tsx';
import { UnitChoice } from '../components/unit-choice.tsx';
import type { components } from '../openapi.d.ts';
import { useWords } from '../words/index.ts';

type Assignment = components['schemas']['Assignment'];
type Act = Exclude<NonNullable<Assignment['next']>['act'], 'dispatch'>;

/** Acts that hand the matter to another unit. */
const NEEDS_UNIT: ReadonlySet<string> = new Set(['reassign', 'transfer']);

interface Filled {
  readonly reason?: string;
  readonly to?: string;
}

/** 交办事项: one measure in one unit's hands, with its life so far and what can be done now. */
export function AssignmentScreen() {
  const { say } = useWords();
  const { programme = '', assignment = '' } = useParams({ strict: false });
  const { message } = App.useApp();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Act | null>(null);
  const [form] = Form.useForm<Filled>();
  const query = useQuery({
    queryKey: ['assignment', programme, assignment],
    queryFn: async () =>
      (
        await api.GET('/api/programmes/{programme}/assignments/{id}', {
          params: { path: { programme, id: assignment } },
        })
      ).data,
  });
  const act = useMutation({
    mutationFn: async ({
      reason = '',
      to = null,
      act,
      version,
    }: {
      reason?: string;
      to?: string | null;
      act: Act;
      version: number;
    }) =>
      (
        await api.POST('/api/programmes/{programme}/assignments/{id}/acts', {
          params: { path: { programme, id: assignment }, header: once(version) },
          body: { act, reason, to },
        })
      ).data,
    onSuccess: async () => {
      message.success(say('done'));
      setDoing(null);
      form.resetFields();
      await client.invalidateQueries();
    },
    onError: async (error) => {
      message.error(error instanceof Problem ? error.title : say('shell.offline'));
      // Somebody else may have been first: what is there now is shown, what was typed stays.
      await query.refetch();
    },
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const {
    item,
    measure,
    unit,
    lead,
    coordinator,
    role,
    state,
    dueOn,
    clocks,
    marks,
    next,
    may,
    version,
    final,
  } = query.data;
  const possible = (Object.keys(may) as Act[]).filter((one) => may[one] === true || one === next?.act);
  return (
    <Page title={`${item.no}. ${item.title}`} about={<Tag>{say(`state-of.${state}`)}</Tag>}>
      <section className="sheet">
        <p className="assignment-text">{measure.text}</p>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'unit', label: say('slip.unit'), children: `${unit.name}（${say(`role.${role}`)}）` },
            { key: 'lead', label: say('slip.lead'), children: lead.name },
            { key: 'coordinator', label: say('programme.coordinator'), children: coordinator.name },
            { key: 'due', label: say('slip.due'), children: dueOn ?? say('due.none') },
            { key: 'standard', label: say('measure.standard'), children: measure.standard ?? '—' },
            {
              key: 'deliverables',
              label: say('measure.deliverables'),
              children: measure.deliverables.length > 0 ? measure.deliverables.join('；') : '—',
            },
          ]}
        />
        {clocks.length > 0 && (
          <ul className="clocks">
            {clocks.map(({ clock, due, overdue }) => (
              <li key={clock} className={overdue ? 'late' : 'soft'}>
                {say(`clock.${clock}` as never)} {say(overdue ? 'due.late' : 'due.on', { on: due.on })}
                {due.assumed.length > 0 && ` ${say('due.assumed')}`}
              </li>
            ))}
          </ul>
        )}
        {final && <p className="soft">{say('assignment.final')}</p>}
        <div className="page-actions no-print">
          {possible.map((one) => (
            <PermittedButton
              key={one}
              may={may[one] ?? true}
              type={one === next?.act && next.yours ? 'primary' : 'default'}
              onClick={() => setDoing(one)}
            >
              {say(`act.${one}` as never)}
            </PermittedButton>
          ))}
        </div>
      </section>
      <h2 className="section">{say('assignment.marks')}</h2>
      <Timeline
        items={marks.map(({ no, act: done, post, unit: by, at, reason }) => ({
          key: no,
          content: (
            <>
              <b>{say(`act.${done}` as never)}</b>{' '}
              <span className="soft">
                {momentText(at)} {by.name} {post.title}
              </span>
              {reason && <p className="mark-reason">{reason}</p>}
            </>
          ),
        }))}
      />
      <Modal
        open={doing !== null}
        title={doing && say(`act.${doing}` as never)}
        okText={doing ? say(`act.${doing}` as never) : ''}
        confirmLoading={act.isPending}
        onCancel={() => setDoing(null)}
        onOk={() => form.submit()}
        forceRender
      >
        <Form<Filled>
          form={form}
          layout="vertical"
          onFinish={({ reason, to }) => {
            if (doing) act.mutate({ reason: reason ?? '', to: to ?? null, act: doing, version });
          }}
        >
          {doing && NEEDS_UNIT.has(doing) && (
            <Form.Item
              name="to"
              label={say('assignment.to')}
              rules={[{ required: true, message: say('assignment.to.missing') }]}
            >
              <UnitChoice />
            </Form.Item>
          )}
          <Form.Item name="reason" label={say('reason')} extra={say('reason.kept')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </Form>
      </Modal>
    </Page>
  );
}
