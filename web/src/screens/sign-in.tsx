import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import mark from '../mark.svg';
import { paths } from '../paths.ts';
import { sessionQuery } from '../session.ts';
import { PreferenceSwitches } from '../shell/preference-switches.tsx';
import { useWords } from '../words/index.ts';

interface Typed {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
}

/** 登录: name and password, then the second factor where there is one. */
export function SignInScreen({ then }: { readonly then: string }) {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [needsCode, setNeedsCode] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ login, password, code }: Typed) => {
    setBusy(true);
    setSaid(null);
    try {
      if (!needsCode) await api.POST('/api/session', { body: { login, password } });
      else await api.POST('/api/session/second-factor', { body: { code: code ?? '' } });
      const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session?.pending === 'second-factor') setNeedsCode(true);
      else await navigate({ to: then || paths.home });
    } catch (error) {
      setSaid(error instanceof Problem ? error.title : say('shell.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <section className="sign-in-sheet" aria-labelledby="sign-in-title">
        <div className="sign-in-head">
          <img src={mark} alt="" width="36" height="36" />
          <h1 id="sign-in-title">{say('product')}</h1>
          <span className="shell-spring" />
          <PreferenceSwitches />
        </div>
        <p className="motto">{say('product.motto')}</p>
        <Form<Typed> layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
          {needsCode ? (
            <Form.Item
              name="code"
              label={say('sign-in.code')}
              rules={[{ required: true, message: say('sign-in.code.missing') }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" autoFocus />
            </Form.Item>
          ) : (
            <>
              <Form.Item
                name="login"
                label={say('sign-in.name')}
                rules={[{ required: true, message: say('sign-in.name.missing') }]}
              >
                <Input autoComplete="username" autoFocus />
              </Form.Item>
              <Form.Item
                name="password"
                label={say('sign-in.password')}
                rules={[{ required: true, message: say('sign-in.password.missing') }]}
              >
                <Input.Password autoComplete="current-password" />
              </Form.Item>
            </>
          )}
          {said && <Alert className="sign-in-said" type="error" title={said} role="alert" />}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {say('sign-in.submit')}
          </Button>
        </Form>
      </section>
    </main>
  );
}
