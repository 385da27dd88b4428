import { AutoComplete, Form } from 'antd';
import { useWords } from '../../words/index.ts';

const USUAL = ['reason.source', 'reason.complete', 'reason.unit', 'reason.merge'] as const;

/** 理由: why something is changed; the usual ones to choose from. */
export function ReasonField() {
  const { say } = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('reason')}
      initialValue={say('reason.complete')}
      rules={[{ required: true, message: say('reason.missing') }]}
    >
      <AutoComplete options={USUAL.map((one) => ({ value: say(one) }))} />
    </Form.Item>
  );
}
