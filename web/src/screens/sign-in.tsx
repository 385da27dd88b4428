import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { api, Problem } from '../api.ts';
import mark from '../mark.svg';
import { paths } from '../paths.ts';
import { type Session, sessionQuery } from '../session.ts';
import { PreferenceSwitches } from '../shell/preference-switches.tsx';
import { useWords } from '../words/index.ts';

type Pending = NonNullable<Session['pending']> | 'recovery-codes' | null;

interface Typed {
  readonly login?: string;
  readonly password?: string;
  readonly code?: string;
  readonly current?: string;
  readonly fresh?: string;
  readonly again?: string;
}

/** 登录: name and password, then whatever has to be done first: a code, another password, a second factor. */
export function SignInScreen({ then, refused }: { readonly then: string; readonly refused: string | null }) {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [pending, setPending] = useState<Pending>(null);
  const [offer, setOffer] = useState<{ readonly secret: string; readonly uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<string | null>(refused && say('sign-in.refused'));
  const [busy, setBusy] = useState(false);
  /** Where it goes on from here. */
  const follow = async () => {
    const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    const next = session?.pending ?? null;
    setPending(next);
    if (next === 'second-factor-set-up') {
      const { data } = await api.POST('/api/session/second-factor/offer', {});
      setOffer(data ?? null);
    }
    if (next === null) await navigate({ to: then || paths.home });
  };
  const submit = async ({ login = '', password = '', code = '', current = '', fresh = '' }: Typed) => {
    setBusy(true);
    setSaid(null);
    try {
      if (pending === null) await api.POST('/api/session', { body: { login, password } });
      if (pending === 'second-factor') await api.POST('/api/session/second-factor', { body: { code } });
      if (pending === 'password')
        await api.POST('/api/session/password', { body: { current, password: fresh } });
      if (pending === 'second-factor-set-up') {
        const { data } = await api.POST('/api/session/second-factor/turn-on', { body: { code } });
        setCodes(data?.recoveryCodes ?? []);
        setPending('recovery-codes');
      } else await follow();
    } catch (error) {
      setSaid(error instanceof Problem ? error.title : say('shell.offline'));
    } finally {
      setBusy(false);
    }
  };
  const required = (message: string) => [{ required: true, message }];
  return (
    <SignInSheet>
      <Form<Typed> key={pending} layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
        {pending === null && (
          <>
            <Form.Item name="login" label={say('sign-in.name')} rules={required(say('sign-in.name.missing'))}>
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={say('sign-in.password')}
              rules={required(say('sign-in.password.missing'))}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
          </>
        )}
        {pending === 'password' && (
          <>
            <p>{say('sign-in.replace')}</p>
            <Form.Item
              name="current"
              label={say('sign-in.current')}
              rules={required(say('sign-in.password.missing'))}
            >
              <Input.Password autoComplete="current-password" autoFocus />
            </Form.Item>
            <Form.Item
              name="fresh"
              label={say('sign-in.fresh')}
              rules={required(say('sign-in.password.missing'))}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name="again"
              label={say('sign-in.again')}
              dependencies={['fresh']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: async (_, again) => {
                    if (again !== getFieldValue('fresh')) throw new Error(say('sign-in.again.differs'));
                  },
                }),
              ]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </>
        )}
        {pending === 'second-factor-set-up' && offer && (
          <>
            <p>{say('sign-in.set-up')}</p>
            <p>
              <code className="secret">{offer.secret}</code>
            </p>
          </>
        )}
        {(pending === 'second-factor' || pending === 'second-factor-set-up') && (
          <Form.Item name="code" label={say('sign-in.code')} rules={required(say('sign-in.code.missing'))}>
            <Input autoComplete="one-time-code" inputMode="numeric" autoFocus />
          </Form.Item>
        )}
        {pending === 'recovery-codes' ? (
          <>
            <p>{say('sign-in.recovery')}</p>
            <ul className="secret">
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
            <Button type="primary" block onClick={follow}>
              {say('sign-in.recovery.kept')}
            </Button>
          </>
        ) : (
          <>
            {said && <Alert className="sign-in-said" type="error" title={said} role="alert" />}
            <Button type="primary" htmlType="submit" block loading={busy}>
              {say(pending === null ? 'sign-in.submit' : 'sign-in.next')}
            </Button>
          </>
        )}
      </Form>
      {pending === null && <Elsewhere then={then} />}
    </SignInSheet>
  );
}

/** The sheet in the middle of what is seen before signing in. */
export function SignInSheet({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
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
        {children}
      </section>
    </main>
  );
}

/** Other places where one can sign in, as the installation knows them; and the way to set one up that is new. */
function Elsewhere({ then }: { readonly then: string }) {
  const { say } = useWords();
  const providers = useQuery({
    queryKey: ['providers'],
    queryFn: async () => (await api.GET('/api/providers')).data,
  });
  const setup = useQuery({ queryKey: ['setup'], queryFn: async () => (await api.GET('/api/setup')).data });
  const begin = async (provider: string) => {
    const { data } = await api.POST('/api/providers/{provider}/begin', {
      params: { path: { provider } },
      body: { returnTo: then },
    });
    if (data) location.assign(data.url);
  };
  return (
    <>
      {(providers.data?.rows ?? []).map(({ key, title }) => (
        <Button key={key} className="sign-in-elsewhere" block onClick={() => begin(key)}>
          {title}
        </Button>
      ))}
      {setup.data?.needed && (
        <p className="sign-in-elsewhere">
          <a href={paths.setup}>{say('setup.title')}</a>
        </p>
      )}
      {setup.data?.demo && <p className="shell-demo sign-in-elsewhere">{say('shell.demo')}</p>}
    </>
  );
}
