import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useParams,
} from '@tanstack/react-router';
import { Suspense } from 'react';
import { Failed, Loading, NotFound } from './components/state.tsx';
import { paths } from './paths.ts';
import { SignInScreen } from './screens/sign-in.tsx';
import { administers, postOf, sessionQuery, useSession } from './session.ts';
import { Shell } from './shell/shell.tsx';

interface Context {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: () => <NotFound home={paths.home} />,
  errorComponent: ({ error, reset }) => <Failed error={error} again={reset} />,
  pendingComponent: Loading,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to, refused }: Record<string, unknown>): { to?: string; refused?: string } => ({
    // Only back to a place of our own.
    ...(typeof to === 'string' && /^\/(?![\\/])/.test(to) && { to }),
    ...(typeof refused === 'string' && { refused }),
  }),
  component: function SignIn() {
    const { to = paths.home, refused = null } = signIn.useSearch();
    return <SignInScreen then={to} refused={refused} />;
  },
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./screens/setup.tsx'), 'SetupScreen'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    const { refused } = location.search as { refused?: string };
    if (!session || session.pending !== null) {
      throw redirect({
        to: paths.signIn,
        search: refused === undefined ? { to: location.href } : { refused },
      });
    }
  },
  component: function Inside() {
    const { session, post } = useSession();
    const { programme = null } = useParams({ strict: false });
    const isAdministrator = administers(post);
    return (
      <Shell programme={programme} isAdministrator={isAdministrator} isDemo={session.demo}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </Shell>
    );
  },
  errorComponent: ({ error, reset }) => <Failed error={error} again={reset} />,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    throw redirect({ to: session && administers(postOf(session)) ? paths.admin : paths.inbox });
  },
});

const screens = [
  createRoute({
    getParentRoute: () => inside,
    path: '/admin',
    component: lazyRouteComponent(() => import('./screens/admin.tsx'), 'AdminScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/inbox',
    component: lazyRouteComponent(() => import('./screens/inbox.tsx'), 'InboxScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes',
    component: lazyRouteComponent(() => import('./screens/programmes.tsx'), 'ProgrammesScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme',
    component: lazyRouteComponent(() => import('./screens/overview.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/document',
    component: lazyRouteComponent(() => import('./screens/review/review.tsx'), 'ReviewScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/ledger',
    component: lazyRouteComponent(() => import('./screens/ledger.tsx'), 'LedgerScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/responsibilities',
    component: lazyRouteComponent(() => import('./screens/responsibilities.tsx'), 'ResponsibilitiesScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/dispatch',
    component: lazyRouteComponent(() => import('./screens/dispatch.tsx'), 'DispatchScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/slips/$no',
    component: lazyRouteComponent(() => import('./screens/slip.tsx'), 'SlipScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/assignments/$assignment',
    component: lazyRouteComponent(() => import('./screens/assignment.tsx'), 'AssignmentScreen'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/programmes/$programme/journal',
    component: lazyRouteComponent(() => import('./screens/journal.tsx'), 'JournalScreen'),
  }),
];

const tree = root.addChildren([signIn, setup, inside.addChildren([home, ...screens])]);

export function routerOf(client: QueryClient) {
  return createRouter({ routeTree: tree, context: { client }, defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>;
  }
}
