// Where the console begins: words, sign-in and pages, in this order; the Chinese font follows when the page stands.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ApiError } from '../kit/api.ts';
import '../kit/console.css';
import { Appearance } from './appearance.tsx';
import { startWords } from './i18n.ts';
import { consoleRouter } from './routes.tsx';
import { readConfig, SessionProvider, userManagerOf } from './session-provider.tsx';

const RETRIES_MAX = 3;

/** A retry may help when there was no answer, or when the API says so by 503. */
const mayHelp = (failures: number, error: unknown): boolean =>
  failures < RETRIES_MAX &&
  error instanceof ApiError &&
  (error.problem === undefined || error.problem.status === 503);

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: mayHelp, staleTime: 5_000 },
    mutations: { retry: mayHelp },
  },
});

async function start(root: HTMLElement): Promise<void> {
  await startWords();
  const config = await readConfig();
  const router = consoleRouter();
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <SessionProvider
        config={config}
        manager={userManagerOf(config)}
        onSignedIn={(path) => void router.navigate(path, { replace: true })}
      >
        <Appearance>
          <RouterProvider router={router} />
        </Appearance>
      </SessionProvider>
    </QueryClientProvider>,
  );
  await import('@fontsource/noto-sans-sc/400.css');
}

const root = document.getElementById('console');
if (!root) throw new Error('the page has no place for the console');
start(root).catch((error: unknown) => {
  root.textContent = '页面未能打开，请刷新重试 / The console did not open; reload the page';
  console.error(error);
});
