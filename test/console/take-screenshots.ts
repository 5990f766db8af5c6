// Takes the pictures of docs/screenshots from the real platform: `node test/console/take-screenshots.ts`, looked at by a person.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { submit } from '../../functions/application/submit-application.ts';
import { DESKTOP, launchBrowser, PHONE, signIn, visit, type Visit } from './browser.ts';
import { CLICK, RELEASED, REVIEWED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

const FOLDER = join(resolve(import.meta.dirname, '../..'), 'docs/screenshots');
const SETTLE_MS = 1_200;
/** Enough for a full view, small enough to be looked at in a page. */
const HEIGHT_MAX_PX = 1_500;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly before?: (page: Page) => Promise<unknown>;
}

async function take(browser: Browser, world: ConsoleWorld, user: string, as: Visit, shots: readonly Shot[]) {
  const { page } = await visit(browser, as);
  await signIn(page, world.url, user);
  for (const { name, path, before } of shots) {
    await page.goto(`${world.url}${path}`);
    await page.waitForLoadState('networkidle');
    await before?.(page);
    await page.waitForTimeout(SETTLE_MS);
    const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
    const clip = {
      x: 0,
      y: 0,
      width: as.viewport?.width ?? DESKTOP.width,
      height: Math.min(height, HEIGHT_MAX_PX),
    };
    await page.screenshot({ path: join(FOLDER, `${name}.png`), clip, fullPage: true });
    console.log(name);
  }
  await page.context().close();
}

/** Cases of each kind, so that the lists are not empty. */
async function fileCases(world: ConsoleWorld): Promise<string> {
  const file = (policyId: string, uscc: string) =>
    submit(world.deps, { policyId, uscc, by: `enterprise:${uscc}` });
  for (let count = 0; count < 8; count++) await file(CLICK, world.nextFirm());
  for (let count = 0; count < 3; count++) {
    const uscc = world.nextFirm();
    await file(REVIEWED, uscc);
    await file(RELEASED, uscc);
  }
  return world.nextFirm();
}

const firstRow = (page: Page) => page.locator('.ant-table-row-expand-icon').first().click();
const firstOrder = async (page: Page) => {
  await page.locator('.ant-table-row a').first().click();
  await page.locator('.ant-table-row-expand-icon').first().click();
};
const breakRule = async (page: Page) => {
  const code = page.getByRole('textbox', { name: '政策全文' });
  await code.fill((await code.inputValue()).replace('年纳税额_2019 * 2 / 12', '年纳税_2019 * 2 / 12'));
  await page
    .getByRole('button', { name: /到第 \d+ 行/ })
    .first()
    .click();
};

async function takeAll(browser: Browser, world: ConsoleWorld): Promise<void> {
  const uscc = await fileCases(world);
  const enterprise = `enterprise:${uscc}`;
  const claim = async (page: Page) => {
    await page.getByRole('button', { name: '承诺并确认申报' }).click();
    await page.locator('.tag', { hasText: '已到账' }).first().waitFor();
  };
  const english = { locale: 'en-GB', viewport: PHONE } as const;
  await take(browser, world, enterprise, { viewport: DESKTOP }, [
    { name: 'enterprise-home', path: '/home' },
    { name: 'enterprise-claim', path: `/claims/${CLICK}` },
    { name: 'enterprise-paid', path: `/claims/${CLICK}`, before: claim },
    { name: 'policy-plain-words', path: `/library/${CLICK}` },
  ]);
  await take(browser, world, enterprise, english, [
    { name: 'phone-home', path: '/home' },
    { name: 'phone-paid', path: `/applications/${CLICK}/${uscc}/once` },
  ]);
  await take(browser, world, `enterprise:${world.unfitFirm}`, { viewport: DESKTOP }, [
    { name: 'enterprise-unfit', path: '/home' },
  ]);
  await take(browser, world, 'staff.drafter', { viewport: { width: 1440, height: 900 } }, [
    { name: 'policy-editor', path: `/policies/${CLICK}/edit?view=text`, before: breakRule },
    { name: 'policy-desk', path: `/policies/${CLICK}` },
  ]);
  await take(browser, world, 'staff.reviewer', { viewport: DESKTOP }, [
    { name: 'inbox-review', path: '/inbox', before: firstRow },
  ]);
  await take(browser, world, 'finance.checker', { viewport: DESKTOP }, [
    { name: 'finance-inbox', path: '/inbox' },
    { name: 'finance-order', path: '/orders', before: firstOrder },
    { name: 'finance-budget', path: `/budgets/${CLICK}/city` },
    {
      name: 'finance-ledger',
      path: `/ledger?subject=budget:${CLICK}.city`,
      before: (page) => page.getByRole('button', { name: '核对账簿' }).click(),
    },
  ]);
}

const browser = await launchBrowser();
if (!browser) throw new Error('no browser on this machine');
mkdirSync(FOLDER, { recursive: true });
const world = await startConsoleWorld();
try {
  await takeAll(browser, world);
} finally {
  await browser.close();
  await world.close();
}
