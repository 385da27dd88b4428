import {
  AuditOutlined,
  BookOutlined,
  DashboardOutlined,
  FileTextOutlined,
  InboxOutlined,
  MenuOutlined,
  SendOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import mark from '../mark.svg';
import { paths } from '../paths.ts';
import { useWords, type Word } from '../words/index.ts';
import { PostSwitch } from './post-switch.tsx';
import { PreferenceSwitches } from './preference-switches.tsx';
import { ProgrammeSwitch } from './programme-switch.tsx';

interface Place {
  readonly word: Word;
  readonly icon: ReactNode;
  readonly to: string;
}

/** Places in the order of the work. Those of a programme appear once one is chosen. */
function placesOf(programme: string | null, isAdministrator: boolean): Place[] {
  if (isAdministrator) return [{ word: 'nav.admin', icon: <SettingOutlined />, to: paths.admin }];
  return [
    { word: 'nav.inbox', icon: <InboxOutlined />, to: paths.inbox },
    { word: 'nav.programmes', icon: <BookOutlined />, to: paths.programmes },
    ...(programme === null
      ? []
      : ([
          { word: 'nav.overview', icon: <DashboardOutlined />, to: paths.overview(programme) },
          { word: 'nav.documents', icon: <FileTextOutlined />, to: paths.review(programme) },
          { word: 'nav.ledger', icon: <BookOutlined />, to: paths.ledger(programme) },
          { word: 'nav.responsibilities', icon: <TeamOutlined />, to: paths.responsibilities(programme) },
          { word: 'nav.dispatch', icon: <SendOutlined />, to: paths.dispatch(programme) },
          { word: 'nav.journal', icon: <AuditOutlined />, to: paths.journal(programme) },
        ] satisfies Place[])),
  ];
}

/** The frame of every screen: where one is, as whom, and where one can go. */
export function Shell({
  programme,
  isAdministrator,
  isDemo,
  children,
}: {
  readonly programme: string | null;
  readonly isAdministrator: boolean;
  readonly isDemo: boolean;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address closes the menu and moves the reader to its beginning.
  useEffect(() => {
    setOpen(false);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        {say('shell.skip')}
      </a>
      <div className="shell">
        <header className="shell-head">
          <Button
            className="shell-menu"
            type="text"
            icon={<MenuOutlined />}
            aria-label={say('shell.menu')}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
          <Link className="shell-brand" to={paths.home} aria-label={say('product')}>
            <img src={mark} alt="" />
            <span>{say('product')}</span>
          </Link>
          <ProgrammeSwitch programme={programme} />
          <span className="shell-spring" />
          <PostSwitch />
          <PreferenceSwitches />
        </header>
        <nav className="shell-nav" aria-label={say('nav.main')} data-open={open}>
          <ul>
            {placesOf(programme, isAdministrator).map(({ word, icon, to }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
                  <span aria-hidden="true">{icon}</span>
                  {say(word)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <main className="shell-main" id="main" tabIndex={-1} ref={main}>
          {isDemo && <p className="shell-demo">{say('shell.demo')}</p>}
          {children}
        </main>
      </div>
    </>
  );
}
