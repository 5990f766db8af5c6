// The finance desk, the inbox and the cockpit in a real browser over the real platform: release with holds and stops, accounts,
// reconciliation, corrections, batch decisions, search, leaders' figures; a hundred thousand rows.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from '../../functions/application/submit-application.ts';
import { openException } from '../../functions/reconciliation/open-exception.ts';
import { requestToken } from '../../local/sign-in/request-token.ts';
import { appWords } from '../../web/src/app/words.ts';
import { cockpitWords } from '../../web/src/features/cockpit/words.ts';
import { financeWords } from '../../web/src/features/finance/words.ts';
import { inboxWords } from '../../web/src/features/inbox/words.ts';
import { kitWords } from '../../web/src/kit/words.ts';
import {
  axeViolations,
  launchBrowser,
  overflowPx,
  PHONE,
  signIn,
  visit,
  WALL,
  type Visit,
} from './browser.ts';
import { CLICK, RELEASED, REVIEWED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

const browser = await launchBrowser();
const DAY_MS = 86_400_000;
const ENGLISH = { locale: 'en-GB' } as const;

/** Keys that a page would show if a word were missing: those with a dot in them are no words of any language. */
const KEYS = [appWords, kitWords, financeWords, inboxWords, cockpitWords].flatMap((words) =>
  Object.keys(words).filter((key) => /^[a-zA-Z]+(\.[a-zA-Z0-9-]+)+$/.test(key)),
);

describe.skipIf(browser === undefined)('the finance desk in a browser', { timeout: 90_000 }, () => {
  let world: ConsoleWorld;
  const visitors = new Map<string, Promise<{ page: Page; errors: string[] }>>();

  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  /** Each person signs in once and goes on with the same page. */
  async function as(user: string, how: Visit = {}): Promise<Page> {
    const key = user + JSON.stringify(how);
    const opened = visitors.get(key) ?? visit(browser as Browser, how);
    if (!visitors.has(key)) {
      visitors.set(key, opened);
      await signIn((await opened).page, world.url, user);
    }
    return (await opened).page;
  }
  const go = async (page: Page, path: string) => {
    await page.goto(`${world.url}${path}`);
    await page.locator('h1').first().waitFor();
  };
  async function isSound(page: Page): Promise<void> {
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    const text = (await page.evaluate('document.body.innerText')) as string;
    const seen = new Set(text.split(/[\s“”"()（）：:，,]+/));
    expect(KEYS.filter((key) => seen.has(key))).toEqual([]);
  }
  const post = async (user: string, path: string, body: object = {}) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await requestToken(world.url, user)}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
  const file = (policyId: string, uscc: string) =>
    submit(world.deps, { policyId, uscc, by: `enterprise:${uscc}` });
  /** Looks until it is there: the platform's queues are quick, not instant. */
  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it never came');
  }
  const dialog = (page: Page) => page.getByRole('dialog');
  /** Presses an act, says why where that is asked, and waits for it to be done. */
  async function act(page: Page, button: string, reason?: string): Promise<void> {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    if (reason !== undefined) await dialog(page).locator('textarea').fill(reason);
    await dialog(page).getByRole('button', { name: button, exact: true }).dblclick();
    await dialog(page).waitFor({ state: 'detached' });
  }

  /** A press beside the dialog of an act keeps it open with what was typed; only a button closes it. */
  async function staysOpen(page: Page, button: string): Promise<void> {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await dialog(page).locator('textarea').fill('还没写完');
    await page.mouse.click(5, 5);
    await page.waitForTimeout(200);
    expect(await dialog(page).locator('textarea').inputValue()).toBe('还没写完');
    await dialog(page).getByRole('button', { name: '取消' }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }

  it('an order is released after its checks by a second person, once; a stop and a hold take the release away', async () => {
    const uscc = world.nextFirm();
    await file(RELEASED, uscc);
    const order = await until(
      async () =>
        (await world.deps.store.list('order', { by: 'state', group: 'prepared', limit: 1 })).items[0],
    );
    const maker = await as('finance.maker');
    await go(maker, '/holds');
    await isSound(maker);
    await staysOpen(maker, '急停');
    await act(maker, '急停', '演练：通道异常');
    await maker.getByText('演练：通道异常').waitFor();
    // Who pulled it is not offered to lift it, and may not.
    await maker.getByText('须由另一人恢复').waitFor();
    const stop = { kind: 'rail', id: 'bank', reason: 'x' };
    expect((await post('finance.maker', '/api/payment-stop/releases', stop)).status).toBe(403);
    const checker = await as('finance.checker');
    await go(checker, '/orders');
    await checker.locator('.tag', { hasText: '支付通道' }).first().waitFor();
    await checker.getByRole('link', { name: order.id }).click();
    await checker.getByText('有暂停未解除，不能放行').waitFor();
    expect(await checker.getByRole('button', { name: '复核放行' }).count()).toBe(0);
    expect((await post('finance.checker', `/api/payment-orders/${order.id}/release`)).status).toBe(422);
    await isSound(checker);
    await go(checker, '/holds');
    await act(checker, '解除', '通道恢复');
    await checker.getByText('演练：通道异常').waitFor({ state: 'detached' });
    await go(checker, `/orders/${order.id}`);
    await checker.getByText('1/1 笔金额与核定的权益一致').waitFor();
    await checker
      .getByRole('button', { name: /展开行/ })
      .first()
      .click();
    await act(checker, '暂停此收款人', '核查名称');
    await checker.getByText(/1 笔的收款人被暂停/).waitFor();
    expect(await checker.getByRole('button', { name: '复核放行' }).count()).toBe(0);
    await go(maker, '/holds');
    await act(maker, '解除', '名称无误');
    expect(await maker.getByRole('button', { name: '复核放行' }).count()).toBe(0);
    await go(checker, `/orders/${order.id}`);
    await checker.getByText('没有暂停或急停').waitFor();
    await isSound(checker);
    const second = await checker.context().newPage();
    await act(checker, '复核放行');
    await checker
      .locator('.tag', { hasText: /已放行|已发银行|已结清/ })
      .first()
      .waitFor();
    const events = await world.deps.store.events(`order:${order.id}`);
    expect(events.items.filter(({ type }) => type === 'order.released')).toHaveLength(1);
    await second.close();
    await until(async () => {
      const { state } = (await world.deps.store.read('order', order.id)) ?? {};
      return state === 'settled' ? true : undefined;
    });
    await checker.reload();
    await checker.locator('.tag', { hasText: '已付' }).waitFor();
    await checker.goBack();
    await checker.goForward();
    expect(await checker.getByRole('button', { name: '复核放行' }).count()).toBe(0);
  });

  it('a payee’s account is registered on a phone and verified by a second person', async () => {
    const uscc = world.nextFirm();
    const phone = await as(`enterprise:${uscc}`, { ...ENGLISH, viewport: PHONE });
    await go(phone, '/accounts');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.locator('.field-error').first().waitFor();
    await phone.getByLabel('Account holder').fill('新账户有限公司');
    await phone.getByLabel('Account number').fill('6222000000000042');
    await phone.getByLabel('Bank number (12 digits)').fill('102331000001');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.getByText('Waiting to be verified').waitFor();
    await isSound(phone);
    const checker = await as('finance.checker');
    await go(checker, `/accounts?payee=${uscc}`);
    await checker.getByRole('cell', { name: '6222000000000042' }).waitFor();
    await isSound(checker);
    await act(checker, '核验');
    await checker.getByText('没有待核验的账户').waitFor();
    await phone.reload();
    await phone.getByText('In force', { exact: true }).waitFor();
    expect(await world.deps.store.read('account', uscc)).toMatchObject({
      current: { verifiedBy: 'finance.checker' },
    });
  });

  it('bank files are read line by line; what matches nothing is settled by two; a day is checked and checked again', async () => {
    const uscc = world.nextFirm();
    await file(CLICK, uscc);
    const paid = await until(async () => {
      const { items } = await world.deps.store.list('order', { by: 'owner', group: CLICK, limit: 50 });
      return items.find(({ state }) => state === 'settled');
    });
    await openException(world.deps, {
      id: 'XSTRAY',
      version: 1,
      state: 'open',
      reason: 'unmatched-line',
      subject: 'bank-line:B-STRAY',
      owner: 'finance.maker',
      zh: '银行流水无法匹配任何付款',
      en: 'A bank line matches no payment',
      evidence: { amountFen: paid.lines[0]?.amountFen ?? 0, kind: 'booked', bankReference: 'B-STRAY' },
      openedAt: new Date(Date.now() - 4 * DAY_MS).toISOString(),
    });
    const maker = await as('finance.maker');
    await go(maker, '/bank-files?kind=notification');
    await isSound(maker);
    await maker.locator('.ant-table-row a').first().click();
    await maker.locator('.tag', { hasText: '已付' }).first().waitFor();
    await isSound(maker);
    await maker.getByRole('link', { name: '查看支付单' }).first().click();
    await maker.getByRole('heading', { name: /^支付单/ }).waitFor();
    await go(maker, '/bank-files?kind=sent');
    await maker.getByText(/每个文件即一张支付单/).waitFor();
    await go(maker, '/reconciliation');
    await maker.getByRole('button', { name: '提出处理' }).click();
    await dialog(maker)
      .getByLabel(/^付款/)
      .fill(paid.lines[0]?.legId ?? '');
    await dialog(maker).locator('textarea').fill('附言可辨认');
    await isSound(maker);
    await dialog(maker).getByRole('button', { name: /提交/ }).click();
    // The payment is paid already: attaching a second line to it would pay it twice in the books.
    await dialog(maker)
      .getByText(/不能挂到这笔付款/)
      .waitFor();
    await dialog(maker).getByRole('combobox').selectOption('return-to-bank');
    await dialog(maker).getByRole('button', { name: /提交/ }).click();
    await maker.getByText(/finance.maker 提出，待第二人批准/).waitFor();
    expect(await maker.getByRole('button', { name: '审批' }).count()).toBe(0);
    expect((await post('finance.maker', '/api/exceptions/XSTRAY/settlement/approval')).status).toBe(403);
    const checker = await as('finance.checker');
    await go(checker, '/reconciliation');
    await act(checker, '审批');
    await checker.getByText('没有对不上的流水').waitFor();
    const today = world.deps.clock.today();
    await maker.getByRole('textbox', { name: '日期' }).fill(today);
    await maker.getByRole('button', { name: '核对这一天' }).click();
    const row = maker.getByRole('row', { name: /2020年3月10日/ });
    await row.waitFor();
    await row.getByRole('button', { name: /展开行/ }).click();
    await maker
      .getByText(/没有差异|对账单未到/)
      .first()
      .waitFor();
    await row.getByRole('button', { name: '重新核对' }).click();
    await until(async () =>
      ((await world.deps.store.read('reconciliation', today))?.version ?? 0) > 1 ? true : undefined,
    );
    await isSound(maker);
  });

  it('an award is corrected: previewed, proposed, noticed, heard by somebody else, repaid', async () => {
    const uscc = world.nextFirm();
    await file(CLICK, uscc);
    const id = `${CLICK}.${uscc}.once`;
    await until(async () =>
      (await world.deps.store.read('leg', `${id}/1`))?.state === 'paid' ? true : undefined,
    );
    const maker = await as('finance.maker', ENGLISH);
    await go(maker, '/recoveries/new');
    await maker.getByRole('combobox').first().selectOption(CLICK);
    await maker.getByLabel('Fact to correct').selectOption('taxPaid2019');
    await maker.getByLabel('Right value (yuan)').fill('600');
    await maker.getByLabel(/^Cases/).fill(id);
    await maker.getByRole('button', { name: 'Preview' }).click();
    await maker.getByText(/1 awards decided again, 1 differ/).waitFor();
    await isSound(maker);
    await act(maker, 'Propose', 'The tax office corrected the figure');
    await maker.getByRole('heading', { name: 'Corrections' }).waitFor();
    await maker.locator('.ant-table-row a').first().click();
    await maker.getByText('You proposed it; somebody else must act').waitFor();
    expect(await maker.getByRole('button', { name: 'Send the notice' }).count()).toBe(0);
    const path = new URL(maker.url()).pathname;
    expect((await post('finance.maker', `/api${path}/approval`)).status).toBe(403);
    const checker = await as('finance.checker');
    await go(checker, path);
    await act(checker, '发出追回告知');
    await act(checker, '维持追回', '企业未在期限内陈述');
    await checker.locator('.tag', { hasText: '待还款' }).waitFor();
    await isSound(checker);
    await maker.reload();
    await maker.getByLabel('Bank reference').fill('REF-1');
    await maker.getByLabel('Amount (yuan)').fill('10');
    await maker.getByRole('button', { name: 'Enter a repayment' }).dblclick();
    await maker.getByRole('cell', { name: 'REF-1' }).waitFor();
    await isSound(maker);
    const { items } = await world.deps.store.list('recovery', { by: 'owner', group: uscc, limit: 5 });
    expect(items[0]?.repayments).toMatchObject([{ amountFen: 1000, by: 'finance.maker' }]);
  });

  it('several cases are decided with one reason, each by itself, and each row says what became of it', async () => {
    const firms = [world.nextFirm(), world.nextFirm(), world.nextFirm()];
    for (const uscc of firms) await file(REVIEWED, uscc);
    const first = `${REVIEWED}.${firms[0] ?? ''}.once`;
    const stateOf = async (uscc: string) =>
      (await world.deps.store.read('application', `${REVIEWED}.${uscc}.once`))?.state;
    for (const uscc of firms)
      await until(async () => ((await stateOf(uscc)) === 'in-review' ? true : undefined));
    const page = await as('staff.reviewer');
    await go(page, '/inbox');
    await page.getByRole('button', { name: '全选' }).click();
    await page.getByText('已选 3 项').waitFor();
    await isSound(page);
    // Somebody else decides one of them meanwhile.
    const other = { decision: 'refuse', reason: '材料不符' };
    const decided = await post('staff.reviewer', `/api/applications/${first}/review`, other);
    expect(decided.status).toBe(200);
    await page.getByRole('button', { name: '批量通过' }).click();
    await dialog(page).locator('textarea').fill('材料齐全，一并通过');
    await dialog(page).getByRole('button', { name: '批量通过' }).click();
    await dialog(page)
      .getByText(/3 项中已办 2 项，未成 1 项|2 项中已办 2 项/)
      .waitFor();
    await isSound(page);
    await dialog(page).getByRole('button', { name: '知道了' }).click();
    expect(await stateOf(firms[0] ?? '')).toBe('refused');
    for (const uscc of firms.slice(1)) expect(await stateOf(uscc)).not.toBe('in-review');
    await page.getByLabel('查找企业、申报或付款').fill(firms[1] ?? '');
    await page.getByRole('search').getByRole('button', { name: '查找' }).click();
    await page.locator('.card .tag', { hasText: '申报' }).first().waitFor();
    await isSound(page);
    const auditor = await as('auditor', ENGLISH);
    expect(await auditor.getByRole('button', { name: 'Accept the chosen' }).count()).toBe(0);
  });

  it('a hundred thousand rows are there at once, scroll without a jerk, and leave as typed files', async () => {
    const ROWS = 100_000;
    const items = Array.from({ length: ROWS }, (_, n) => ({
      subject: 'order:BIG',
      seq: n + 1,
      type: 'claim.paid',
      at: new Date(Date.UTC(2020, 2, 1) + n * 1000).toISOString(),
      by: n === 0 ? '=1+1' : 'system',
      transfers: [{ id: `p.u.once/${n}/1/settle`, kind: 'settle', budgetId: 'p.city', amountFen: n + 5 }],
    }));
    const page = await as('auditor', ENGLISH);
    await page.route('**/api/ledger/entries?*', (route) => route.fulfill({ json: { items } }));
    const started = performance.now();
    await go(page, '/ledger?subject=order:BIG');
    const region = page.getByRole('region', { name: 'Journal entries' });
    await region.getByText('100000 in all').waitFor();
    await region.locator('.ant-table-row').first().waitFor();
    console.log(`first of ${ROWS} rows after ${Math.round(performance.now() - started)} ms`);
    expect(await region.locator('.ant-table-row').count()).toBeLessThan(100);
    const frames = (await page.evaluate(`new Promise((done) => {
      const holder = document.querySelector('[aria-labelledby="entries"] .ant-table-tbody-virtual-holder');
      const times = []; let last = performance.now();
      const step = () => {
        const now = performance.now(); times.push(now - last); last = now;
        holder.scrollTop += 4000;
        if (times.length < 60) requestAnimationFrame(step);
        else done(times.sort((a, b) => a - b));
      };
      requestAnimationFrame(step);
    })`)) as number[];
    console.log(
      `scroll frames: median ${Math.round(frames[30] ?? 0)} ms, longest ${Math.round(frames[59] ?? 0)} ms`,
    );
    // Drawing all of them would take many seconds: the bound holds on a busy machine too.
    expect(frames[30] ?? Infinity).toBeLessThan(500);
    // While a file is written the page goes on: no task holds it for long.
    await page.evaluate(`window.longest = 0; { let last = performance.now(); setInterval(() => {
      const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; }, 20); }`);
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 60_000 }),
        region.getByRole('button', { name }).click(),
      ]);
      return readFile(await download.path());
    };
    const csv = (await save('Export CSV')).toString('utf8');
    expect(csv.split('\r\n')).toHaveLength(ROWS + 2);
    expect(csv).toContain(',0.05,');
    expect(csv).toContain("'=1+1");
    const xlsx = await save('Export Excel');
    expect(xlsx.subarray(0, 2).toString()).toBe('PK');
    expect(xlsx.length).toBeGreaterThan(1_000_000);
    const longest = (await page.evaluate('window.longest')) as number;
    console.log(`longest pause of the page during both exports: ${Math.round(longest)} ms`);
    expect(longest).toBeLessThan(5_000);
    await page.unroute('**/api/ledger/entries?*');
  });

  it('leaders see their level and district on wall and phone; the rest is neither offered nor given', async () => {
    const city = await as('leader.city', { viewport: WALL });
    await city.getByRole('heading', { name: '惠企资金驾驶舱' }).waitFor();
    await city
      .getByText(/累计兑付 \d+ 户次/)
      .first()
      .waitFor();
    await isSound(city);
    const items = [...(await world.deps.store.list('budget', { by: 'all', limit: 50 })).items];
    const paidFen = items.reduce((sum, { paid }) => sum + paid, 0);
    const yuan = (paidFen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    await city
      .getByText(new RegExp(`累计兑付 .*${yuan.replaceAll('.', '\\.')} 元`))
      .first()
      .waitFor();
    await city.getByRole('link', { name: '大屏' }).click();
    await city.locator('.wall-figure').first().waitFor();
    await isSound(city);
    expect(
      await city.evaluate('document.documentElement.scrollHeight - window.innerHeight'),
    ).toBeLessThanOrEqual(0);
    const phone = await as('leader.330106', { ...ENGLISH, viewport: PHONE });
    await phone.getByRole('heading', { name: /^Cockpit · / }).waitFor();
    await phone.getByText('The table behind it').first().click();
    await phone.getByRole('columnheader', { name: 'Awards paid' }).first().waitFor();
    await isSound(phone);
    const token = await requestToken(world.url, 'leader.330106');
    const get = (path: string) =>
      fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const summary = (await (await get('/api/cockpit/summary')).json()) as {
      items: { byDistrict: Record<string, unknown> }[];
    };
    const districts = summary.items.flatMap(({ byDistrict }) => Object.keys(byDistrict));
    expect(districts.filter((code) => code !== '330106')).toEqual([]);
    expect((await get('/api/payment-orders')).status).toBe(403);
    expect(await phone.getByRole('link', { name: 'Payment orders' }).count()).toBe(0);
  });

  it('a slow network keeps the place, a lost one is said and passes; every page fits a phone', async () => {
    const page = await as('finance.maker', { viewport: PHONE });
    await page.route('**/api/holds', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      // The page may have looked once more, or gone on, meanwhile.
      await route.continue().catch(() => undefined);
    });
    await go(page, '/holds');
    await page.locator('.ant-skeleton').first().waitFor();
    await page.getByText('没有暂停').first().waitFor();
    await page.unroute('**/api/holds');
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await page.context().setOffline(false);
    await page.getByText('网络已断开').waitFor({ state: 'detached' });
    for (const path of [
      '/reconciliation',
      '/accounts',
      '/recoveries',
      '/recoveries/new',
      '/cockpit',
      `/budgets/${CLICK}/city`,
      '/search?find=nothing-at-all',
    ]) {
      await go(page, path);
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
      await isSound(page);
    }
    await go(page, `/budgets/${CLICK}/city`);
    await page.getByText(/预计 .* 用完|看不到用完的日子/).waitFor();
    await page.getByRole('button', { name: '申请安排或核减' }).click();
    await dialog(page).getByLabel('类型').selectOption('lapse');
    await dialog(page).getByLabel('待兑付截止日').fill('2021-03-31');
    expect(await dialog(page).getByLabel('金额（元）').count()).toBe(0);
    await dialog(page).getByRole('button', { name: '提交申请' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const { items } = await world.deps.store.list('budget-request', { by: 'all', limit: 100 });
    expect(items.filter(({ kind }) => kind === 'lapse')).toMatchObject([
      { payBy: '2021-03-31', amountFen: 0 },
    ]);
    for (const visitor of visitors.values()) expect((await visitor).errors).toEqual([]);
  });
});
