import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { api } from '../../api.ts';
import { PermittedButton } from '../../components/permitted.tsx';
import { UnitChoice } from '../../components/unit-choice.tsx';
import type { components } from '../../openapi.d.ts';
import { useWords } from '../../words/index.ts';
import { type Change, useEdit } from './edit.ts';
import { ReasonField } from './reason-field.tsx';

const RHYTHMS = ['week', 'ten-days', 'month', 'quarter', 'half-year', 'year'] as const;

interface Filled {
  readonly title: string;
  readonly coordinator?: string;
  readonly procedure?: string;
  readonly every?: (typeof RHYTHMS)[number];
  readonly reason: string;
}

/** What holds for the whole programme: title, coordinating unit, clocks, reporting rhythm. */
export function ProgrammeForm({ programme }: { readonly programme: components['schemas']['Programme'] }) {
  const { say } = useWords();
  const { id, version, title, coordinator, procedure, rhythm, may } = programme;
  const edit = useEdit(id, version);
  const procedures = useQuery({
    queryKey: ['procedures'],
    queryFn: async () => (await api.GET('/api/procedures')).data,
  });
  const save = (filled: Filled) => {
    const change = {
      ...(filled.title !== title && { title: filled.title }),
      ...(filled.coordinator &&
        filled.coordinator !== coordinator?.id && { coordinator: { id: filled.coordinator } }),
      ...(filled.procedure && filled.procedure !== procedure?.id && { procedure: filled.procedure }),
      ...(filled.every &&
        filled.every !== rhythm?.every && {
          rhythm: { every: filled.every, closes: { daysAfter: 5 }, graceWorkdays: 0 },
        }),
    };
    edit.mutate({ changes: [{ act: 'edit-programme', change } as Change], reason: filled.reason });
  };
  return (
    <Form<Filled>
      key={version}
      layout="vertical"
      className="sheet edit-form"
      initialValues={{ title, procedure: procedure?.id, every: rhythm?.every }}
      onFinish={save}
      disabled={may.edit !== true}
    >
      <Form.Item name="title" label={say('programme.title')} rules={[{ required: true }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="coordinator"
        label={say('programme.coordinator')}
        extra={say('programme.coordinator.now', { name: coordinator?.name ?? '—' })}
      >
        <UnitChoice />
      </Form.Item>
      <Form.Item name="procedure" label={say('programme.procedure')}>
        <Select
          options={(procedures.data?.rows ?? []).map(({ id: value, name }) => ({ value, label: name }))}
          loading={procedures.isPending}
        />
      </Form.Item>
      <Form.Item name="every" label={say('programme.rhythm')} extra={say('programme.rhythm.about')}>
        <Select options={RHYTHMS.map((one) => ({ value: one, label: say(`rhythm.${one}`) }))} />
      </Form.Item>
      <ReasonField />
      <PermittedButton may={may.edit} type="primary" htmlType="submit" loading={edit.isPending}>
        {say('save')}
      </PermittedButton>
    </Form>
  );
}
