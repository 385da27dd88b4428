import { type ReactNode, useEffect } from 'react';
import { useWords } from '../words/index.ts';

/** One screen: its name, a line about it, what can be done here, and its content. */
export function Page({
  title,
  about,
  actions,
  children,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  useEffect(() => {
    document.title = `${title} · ${say('product')}`;
  }, [title, say]);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {about && <p>{about}</p>}
        <span className="shell-spring" />
        {actions && <div className="page-actions no-print">{actions}</div>}
      </div>
      {children}
    </>
  );
}
