import { Form, Input, Select } from 'antd';
import { deadlineText, targetText } from '../../components/figures.ts';
import { type May, PermittedButton } from '../../components/permitted.tsx';
import type { Measure } from '../../shapes.ts';
import { useWords } from '../../words/index.ts';
import { useEdit } from './edit.ts';
import { ReasonField } from './reason-field.tsx';

const KINDS = ['document', 'quantity', 'event', 'standing'] as const;

interface Filled {
  readonly text: string;
  readonly kind: Measure['kind'];
  readonly standard?: string;
  readonly due?: string;
  readonly deliverables?: string;
  readonly reason: string;
}

/** Corrects and completes one measure. */
export function MeasureForm({
  programme,
  version,
  measure,
  may,
}: {
  readonly programme: string;
  readonly version: number;
  readonly measure: Measure;
  readonly may: May;
}) {
  const { say } = useWords();
  const edit = useEdit(programme, version);
  const { id, text, kind, standard, targets, deadlines, deliverables } = measure;
  const due = deadlines.at(-1)?.date ?? '';
  const save = (filled: Filled) => {
    const lines = (filled.deliverables ?? '').split('\n').map((line) => line.trim());
    const titles = lines.filter((line) => line !== '');
    const change = {
      ...(filled.text !== text && { text: filled.text }),
      ...(filled.kind !== kind && { kind: filled.kind }),
      ...((filled.standard ?? '') !== (standard ?? '') && { standard: filled.standard || null }),
      ...(titles.join('\n') !== deliverables.join('\n') && { deliverables: titles }),
      ...((filled.due ?? '') !== due &&
        filled.due && {
          deadlines: [
            ...deadlines.slice(0, -1),
            { kind: 'by' as const, date: filled.due, inferred: false },
          ] as never,
        }),
    };
    edit.mutate({ changes: [{ act: 'edit-measure', measure: id, change }], reason: filled.reason });
  };
  return (
    <Form<Filled>
      key={`${id} ${version}`}
      layout="vertical"
      className="edit-form"
      initialValues={{ text, kind, standard: standard ?? '', due, deliverables: deliverables.join('\n') }}
      onFinish={save}
      disabled={may !== true}
    >
      <Form.Item name="text" label={say('ledger.column.measure')} rules={[{ required: true }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={10_000} />
      </Form.Item>
      <p className="soft">
        {targets.map((target) => targetText(target, say)).join('；')}
        {deadlines.length > 1 && `　${deadlines.map((deadline) => deadlineText(deadline, say)).join('；')}`}
      </p>
      <div className="edit-row">
        <Form.Item name="kind" label={say('ledger.column.kind')}>
          <Select options={KINDS.map((one) => ({ value: one, label: say(`kind.${one}`) }))} />
        </Form.Item>
        <Form.Item name="due" label={say('ledger.column.deadline')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="standard" label={say('measure.standard')} extra={say('measure.standard.about')}>
        <Input.TextArea autoSize={{ minRows: 1 }} maxLength={10_000} />
      </Form.Item>
      <Form.Item
        name="deliverables"
        label={say('measure.deliverables')}
        extra={say('measure.deliverables.about')}
      >
        <Input.TextArea autoSize={{ minRows: 1 }} />
      </Form.Item>
      <ReasonField />
      <PermittedButton may={may} type="primary" htmlType="submit" loading={edit.isPending}>
        {say('save')}
      </PermittedButton>
    </Form>
  );
}
