import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { askIn, Problem } from './api.ts';
import { lookOf, type Preferences, remember, rememberedPreferences } from './preferences.ts';
import { PreferencesContext } from './preferences-context.ts';
import { routerOf } from './routes.tsx';
import { type Look, themeOf } from './theme.ts';
import { LanguageContext } from './words/index.ts';

/** The server's policy lets styles in by this word alone; it stands in the page that it sent. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;

if (nonce) {
  // Some components measure scroll bars with a style element of their own making, which the policy would refuse.
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refuses stays refused; what did not arrive is worth another try.
      retry: (failures, error) => !(error instanceof Problem) && failures < 2,
    },
  },
});

const router = routerOf(client);

function Luodi() {
  const [preferences, setPreferences] = useState<Preferences>(rememberedPreferences);
  const [look, setLook] = useState<Look>(() => lookOf(preferences));
  const { language } = preferences;
  useEffect(() => {
    remember(preferences);
    askIn(preferences.language);
    document.documentElement.lang = preferences.language;
    const follow = () => setLook(lookOf(preferences));
    follow();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [preferences]);
  useEffect(() => {
    document.documentElement.dataset.look = look;
  }, [look]);
  const theme = useMemo(() => themeOf(look), [look]);
  const preference = useMemo(() => ({ preferences, setPreferences }), [preferences]);
  return (
    <PreferencesContext value={preference}>
      <LanguageContext value={language}>
        <ConfigProvider
          theme={theme}
          locale={language === 'en' ? enUS : zhCN}
          {...(nonce && { csp: { nonce } })}
          button={{ autoInsertSpace: false }}
        >
          <App>
            <QueryClientProvider client={client}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </App>
        </ConfigProvider>
      </LanguageContext>
    </PreferencesContext>
  );
}

askIn(rememberedPreferences().language);
createRoot(document.getElementById('screen') as HTMLElement).render(
  <StrictMode>
    <Luodi />
  </StrictMode>,
);
