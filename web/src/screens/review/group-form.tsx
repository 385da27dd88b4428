import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form } from 'antd';
import { api, once, Problem } from '../../api.ts';
import { type May, PermittedButton } from '../../components/permitted.tsx';
import { UnitsChoice } from '../../components/units-choice.tsx';
import type { Duty } from '../../shapes.ts';
import { useWords } from '../../words/index.ts';
import { ReasonField } from './reason-field.tsx';

interface Filled {
  readonly members?: readonly string[];
  readonly reason: string;
}

/** 明确单位: who is meant by a group that the document leaves open. */
export function GroupForm({
  programme,
  version,
  duty,
  may,
}: {
  readonly programme: string;
  readonly version: number;
  readonly duty: Duty;
  readonly may: May;
}) {
  const { say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: async ({ members = [], reason }: Filled) =>
      (
        await api.POST('/api/programmes/{programme}/answers', {
          params: { path: { programme }, header: once(version) },
          body: { duty: duty.id, members: members.map((id) => ({ id })), reason },
        })
      ).data,
    onSuccess: async () => {
      message.success(say('saved'));
      await client.invalidateQueries();
    },
    onError: async (error) => {
      message.error(error instanceof Problem ? error.title : say('shell.offline'));
      await client.invalidateQueries();
    },
  });
  return (
    <Form<Filled>
      layout="vertical"
      className="edit-form"
      onFinish={(filled) => answer.mutate(filled)}
      disabled={may !== true}
    >
      <Form.Item name="members" label={say('group.members', { name: duty.name })} extra={say('group.nobody')}>
        <UnitsChoice />
      </Form.Item>
      <ReasonField />
      <PermittedButton may={may} type="primary" htmlType="submit" loading={answer.isPending}>
        {say('save')}
      </PermittedButton>
    </Form>
  );
}
