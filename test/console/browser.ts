// A real browser for tests of the console: started without any system package, signed in through the real issuer.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** The library's own flags switch web security off; these do not. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined, with the reason on the console, where this machine cannot run it. */
export async function launchBrowser(): Promise<Browser | undefined> {
  try {
    return await launcher.launch({ executablePath: await chromium.executablePath(), args: FLAGS });
  } catch (error) {
    console.warn('NO BROWSER on this machine: the tests of the console in a browser are skipped.', error);
    return undefined;
  }
}

export const PHONE = { width: 375, height: 740 } as const;
export const DESKTOP = { width: 1280, height: 860 } as const;
export const WALL = { width: 1920, height: 1080 } as const;

export interface Visit {
  readonly locale?: 'zh-CN' | 'en-GB';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A page of a person of its own; anything the page reports as an error fails the test that looks at `errors`. */
export async function visit(
  browser: Browser,
  { locale = 'zh-CN', viewport = DESKTOP }: Visit = {},
): Promise<{ page: Page; errors: string[] }> {
  // Without motion a place that was looked for is still there when it is pressed.
  const options: BrowserContextOptions = {
    locale,
    viewport,
    acceptDownloads: true,
    reducedMotion: 'reduce',
  };
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Warning:/.test(message.text()))
      errors.push(message.text());
  });
  return { page, errors };
}

/** From the first page through the issuer's choice of users and back. */
export async function signIn(page: Page, url: string, user: string): Promise<void> {
  await page.goto(url);
  await page.locator('.who .ant-btn-primary').click();
  await page.waitForURL(/\/sign-in\//);
  const uscc = /^enterprise:(.+)$/.exec(user)?.[1];
  const field = uscc !== undefined ? '#enterprise' : /\.\d{6}$/.test(user) ? '#other' : undefined;
  if (field === undefined) await page.locator(`button[value="${user}"]`).click();
  else {
    await page.locator(field).fill(uscc ?? user);
    await page.locator(`${field} + button`).click();
  }
  await page.locator('.person').waitFor({ state: 'attached' });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds wrong on the page as it stands, one line a place. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Fading in is not part of the page: contrast is judged when it stands.
  await page.waitForTimeout(250);
  await page.evaluate(axeSource);
  const found = (await page.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  )) as AxeViolation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** How many pixels the page is wider than the window: nothing may need scrolling sideways but tables within themselves. */
export const overflowPx = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth') as Promise<number>;
