import { Button, Result, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../api.ts';
import { useWords } from '../words/index.ts';

/** While something is read. Said aloud too. */
export function Loading() {
  const { say } = useWords();
  return (
    <div role="status" aria-live="polite" className="state">
      <Spin />
      <p>{say('state.loading')}</p>
    </div>
  );
}

/** What could not be read or done, in the sentence of the server, and what to do next. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { say } = useWords();
  const said = error instanceof Problem ? error.title : say('shell.offline');
  return (
    <div role="alert" className="state">
      <p>{said}</p>
      {again && <Button onClick={again}>{say('state.retry')}</Button>}
    </div>
  );
}

/** Nothing there yet, and what that means. */
export function Empty({ children, action }: { readonly children?: ReactNode; readonly action?: ReactNode }) {
  const { say } = useWords();
  return (
    <div className="state">
      <p>{children ?? say('state.empty')}</p>
      {action}
    </div>
  );
}

export function NotFound({ home }: { readonly home: string }) {
  const { say } = useWords();
  return (
    <Result status="404" title={say('state.not-found')} extra={<a href={home}>{say('state.home')}</a>} />
  );
}
