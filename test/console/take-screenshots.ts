// Takes the pictures of docs/screenshots from the real platform, all or those named: `node test/console/take-screenshots.ts
// [name ...]`, looked at by a person.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { trialRequestSchema } from '../../core/policy/trial.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { draft, submitForApproval } from '../../functions/policy/change-policy.ts';
import { startTrial } from '../../functions/policy/start-trial.ts';
import { publishThroughRoute } from '../../local/example/sign-route.ts';
import { DESKTOP, launchBrowser, PHONE, signIn, visit, WALL, type Visit } from './browser.ts';
import { CLICK, RELEASED, REVIEWED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

/** With a decision table. */
const TABLED = 'p28-linan-agriculture';
const TRIED = 'p95-keep-staff';
const FOLDER = join(resolve(import.meta.dirname, '../..'), 'docs/screenshots');
const SETTLE_MS = 1_200;
/** Enough for a full view, small enough to be looked at in a page. */
const HEIGHT_MAX_PX = 1_500;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly before?: (page: Page) => Promise<unknown>;
}

const asked = process.argv.slice(2);

async function take(browser: Browser, world: ConsoleWorld, user: string, as: Visit, all: readonly Shot[]) {
  const shots = all.filter(({ name }) => asked.length === 0 || asked.includes(name));
  if (shots.length === 0) return;
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
  await page.getByRole('textbox', { name: '判断' }).nth(3).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('年纳税_2019 > 0 and 年纳税额_2019 < 纳税额');
  await page.locator('.cm-lintRange-error').first().waitFor();
  // A bar that stays in sight would stand in the middle of the picture.
  await page.evaluate('window.scrollTo(0, 0)');
};
const leaveGap = async (page: Page) => {
  await page.getByRole('button', { name: '删除：第2行' }).click();
  await page
    .getByText(/没有一行适用于/)
    .first()
    .waitFor();
};

/** A policy on released indicators alone, so that a trial counts who fits now; an amendment of it waits for approval. */
async function fileTrial({ deps, example }: ConsoleWorld): Promise<string> {
  const trade = example.policies.find(({ id }) => id === CLICK);
  const table = example.policies.find(({ id }) => id === TABLED);
  if (!trade || !table) throw new Error('the example has other policies');
  await draft(deps, table, 'staff.drafter');
  const parameter = (name: string, en: string, value: number) => ({
    name,
    zh: name,
    en,
    values: [{ value }],
  });
  const firm = { 主体类型: '法人', 登记状态: '存续' };
  const first = {
    ...trade,
    id: TRIED,
    title: { zh: '稳岗补助', en: 'Aid to keep staff' },
    items: ['legalForm', 'businessStatus', 'insuredStaff'],
    parameters: [parameter('人数上限', 'limit of staff', 20), parameter('每人标准', 'aid a person', 500)],
    conditions: [
      { name: '登记正常', when: '登记状态 = "存续"', zh: '登记状态为存续', en: 'the registration is open' },
      {
        name: '规模内',
        when: '参保人数 <= 人数上限',
        zh: '参保人数不超过上限',
        en: 'staff within the limit',
      },
    ],
    amount: { ...trade.amount, formula: '参保人数 * 每人标准' },
    examples: [
      { name: '五人', facts: { ...firm, 参保人数: 5 }, expect: { outcome: 'eligible', amountFen: 250_000 } },
      { name: '吊销', facts: { ...firm, 登记状态: '吊销' }, expect: { outcome: 'ineligible' } },
    ],
  };
  await publishThroughRoute(deps, first);
  const second = {
    ...first,
    version: 2,
    parameters: [parameter('人数上限', 'limit of staff', 8), parameter('每人标准', 'aid a person', 600)],
    examples: first.examples.map((each) =>
      each.name === '五人' ? { ...each, expect: { outcome: 'eligible', amountFen: 300_000 } } : each,
    ),
    transition: {
      replacesVersion: 1,
      effectiveFrom: '2020-03-20',
      pending: 'better-for-applicant',
      zh: '从优',
      en: 'by the better',
    },
  };
  await draft(deps, second, 'staff.drafter');
  await submitForApproval(deps, TRIED, 'staff.drafter');
  const request = trialRequestSchema.parse({ policyVersion: 2, againstVersion: 1 });
  const { trial } = await startTrial(deps, TRIED, request, { by: 'staff.drafter', requestId: 'screenshot' });
  return `/policies/${TRIED}/trials/${trial.id}`;
}

const trialEnds = (page: Page) => page.getByRole('heading', { name: '各条件' }).waitFor();
const differenceEnds = (page: Page) => page.locator('.figures').first().waitFor();

async function takePolicies(browser: Browser, world: ConsoleWorld): Promise<void> {
  const trialPath = await fileTrial(world);
  const desk = { viewport: { width: 1440, height: 900 } } as const;
  await take(browser, world, 'staff.drafter', desk, [
    { name: 'policy-editor', path: `/policies/${CLICK}/edit?view=rules`, before: breakRule },
    { name: 'policy-table', path: `/policies/${TABLED}/edit?view=tables`, before: leaveGap },
    { name: 'policy-desk', path: `/policies/${CLICK}` },
    { name: 'policy-trial', path: trialPath, before: trialEnds },
  ]);
  await take(browser, world, 'staff.approver', desk, [
    { name: 'policy-amendment', path: `/policies/${TRIED}`, before: differenceEnds },
  ]);
}

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
  await takePolicies(browser, world);
  await take(browser, world, 'staff.reviewer', { viewport: DESKTOP }, [
    { name: 'inbox-review', path: '/inbox', before: firstRow },
  ]);
  await take(browser, world, 'finance.maker', { viewport: DESKTOP }, [
    { name: 'finance-reconciliation', path: '/reconciliation' },
  ]);
  await take(browser, world, 'leader.city', { viewport: WALL }, [
    { name: 'cockpit-wall', path: '/cockpit/wall' },
    { name: 'cockpit', path: '/cockpit' },
  ]);
  await take(browser, world, 'leader.city', { locale: 'en-GB', viewport: PHONE }, [
    { name: 'phone-cockpit', path: '/cockpit' },
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
