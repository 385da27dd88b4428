import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';
import { SignInSheet } from './sign-in.tsx';

const ROLES = ['system-administrator', 'security-administrator', 'audit-administrator'] as const;

interface Typed {
  readonly token: string;
  readonly unit: string;
  readonly administrators: readonly {
    readonly name: string;
    readonly login: string;
    readonly password: string;
  }[];
}

/** 初始设置: the three administrators of a new installation, once, with the code that stands on the server. */
export function SetupScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ token, unit, administrators }: Typed) => {
    setBusy(true);
    setSaid(null);
    try {
      const three = ROLES.map((role, at) => ({
        role,
        name: administrators[at]?.name ?? '',
        login: administrators[at]?.login ?? '',
        password: administrators[at]?.password ?? '',
      }));
      await api.POST('/api/setup', { body: { token, unit, administrators: three } });
      await navigate({ to: paths.signIn });
    } catch (error) {
      setSaid(error instanceof Problem ? error.title : say('shell.offline'));
    } finally {
      setBusy(false);
    }
  };
  const rules = [{ required: true, message: say('setup.missing') }];
  return (
    <SignInSheet>
      <p>{say('setup.about')}</p>
      <Form<Typed> layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
        <Form.Item name="token" label={say('setup.token')} extra={say('setup.token.where')} rules={rules}>
          <Input autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="unit" label={say('setup.unit')} extra={say('setup.unit.about')} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        {ROLES.map((role, at) => (
          <fieldset key={role} className="setup-person">
            <legend>{say(`role-of.${role}`)}</legend>
            <Form.Item name={['administrators', at, 'name']} label={say('setup.name')} rules={rules}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name={['administrators', at, 'login']} label={say('sign-in.name')} rules={rules}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item
              name={['administrators', at, 'password']}
              label={say('sign-in.password')}
              rules={rules}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </fieldset>
        ))}
        {said && <Alert className="sign-in-said" type="error" title={said} role="alert" />}
        <Button type="primary" htmlType="submit" block loading={busy}>
          {say('setup.submit')}
        </Button>
      </Form>
    </SignInSheet>
  );
}
