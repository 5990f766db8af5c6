// The enterprise's road after the click, in a real browser: what is next, appeal with a file, question and answer, rating, the
// log of questions, a receipt checked, the library and its calculator. One platform and one browser for all of it.
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAppeal } from '../../functions/application/appeal-decision.ts';
import type { Deps } from '../../functions/deps.ts';
import { matchEnterprise } from '../../functions/matching/match-enterprise.ts';
import { requestToken } from '../../local/sign-in/request-token.ts';
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
import { fundExamplePolicy } from '../../local/example/load-example.ts';
import { publishThroughRoute } from '../../local/example/sign-route.ts';
import { CLICK, REVIEWED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

const browser = await launchBrowser();
/** A firm that said to its department that it has a list. */
async function firmWith(deps: Deps, policyId: string): Promise<string> {
  const { items } = await deps.store.list('enterprise', { by: 'all', group: '1', limit: 100 });
  for (const { uscc } of items) {
    const { matches } = await matchEnterprise(deps, uscc);
    if (matches.some((match) => match.policyId === policyId && match.outcome === 'unknown')) return uscc;
  }
  throw new Error('no firm fits');
}

const CHINESE = /\p{Script=Han}/u;

describe.skipIf(browser === undefined)('the portal in a browser', { timeout: 60_000 }, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const open = async (uscc: string, as: Visit = {}) => {
    const visitor = await visit(browser as Browser, as);
    await signIn(visitor.page, world.url, `enterprise:${uscc}`);
    return visitor;
  };
  const go = (page: Page, path: string) => page.goto(`${world.url}${path}`);
  const isSound = async (page: Page) => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  };
  const post = async (user: string, path: string, body: object) => {
    const answer = await fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await requestToken(world.url, user)}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const stateOf = async (id: string) => (await world.deps.store.read('application', id))?.state;

  it('from sign-in to money on a phone: the bank line, one tap of rating, the receipt checked, the log of questions', async () => {
    const uscc = world.nextFirm();
    const started = performance.now();
    const { page, errors } = await open(uscc, { viewport: PHONE });
    await page.getByText('差一步：').waitFor();
    await page.getByRole('link', { name: '去确认: 商贸服务业补贴' }).click();
    await page.getByRole('button', { name: '承诺并确认申报' }).dblclick();
    await page.locator('.tag', { hasText: '已到账' }).first().waitFor();
    expect(performance.now() - started).toBeLessThan(60_000);
    await page.getByText('商贸服务业补贴 示例〔2020〕2号').waitFor();
    await page.getByRole('button', { name: '5 ★ 非常好' }).click();
    await isSound(page);
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('感谢评价').waitFor();
    expect((await world.deps.store.read('rating', `${CLICK}.${uscc}.once`))?.stars).toBe(5);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载决定凭证' }).click(),
    ]);
    const receipt = await readFile(await download.path(), 'utf8');
    await page.getByRole('link', { name: '核验决定凭证' }).click();
    await page
      .getByLabel(/选择凭证文件/)
      .setInputFiles({ name: 'a.receipt.json', mimeType: 'application/json', buffer: Buffer.from(receipt) });
    await page.getByText('凭证真实有效').waitFor();
    await isSound(page);
    const forged = receipt.replace(/"amountFen": \d+/g, '"amountFen": 99');
    await page
      .getByLabel(/选择凭证文件/)
      .setInputFiles({ name: 'b.receipt.json', mimeType: 'application/json', buffer: Buffer.from(forged) });
    await page.getByText('凭证未通过核验').waitFor();
    await go(page, '/data-use');
    await page.getByText('市税务局').first().waitFor();
    await isSound(page);
    expect(errors).toEqual([]);
  });

  it('a refusal is contested with a file; words typed survive a reload; the decider may not answer, another person accepts', async () => {
    const uscc = world.nextFirm();
    const id = `${REVIEWED}.${uscc}.once`;
    await post(`enterprise:${uscc}`, '/api/applications', { policyId: REVIEWED, uscc });
    await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe('in-review');
    const { page, errors } = await open(uscc);
    await post('staff.reviewer', `/api/applications/${id}/queries`, { question: '经营地址是否变更？' });
    await go(page, `/applications/${REVIEWED}/${uscc}/once`);
    await page.getByText('经营地址是否变更？').waitFor();
    await page.getByLabel('您的答复').fill('没有变更');
    await isSound(page);
    await page.getByRole('button', { name: '提交答复' }).click();
    await page.getByText('企业答复').waitFor();
    await post('staff.reviewer', `/api/applications/${id}/review`, {
      decision: 'refuse',
      reason: '材料不足',
    });
    await page.reload();
    await page.getByRole('button', { name: '提出申诉' }).click();
    await page.getByLabel('申诉理由').fill('去年纳税证明已经附上，请重新审核');
    await page.reload();
    expect(await page.getByLabel('申诉理由').inputValue()).toBe('去年纳税证明已经附上，请重新审核');
    const wrong = join(tmpdir(), 'zhida-portal-wrong.txt');
    await writeFile(wrong, 'no picture');
    await page.getByLabel(/附件/).setInputFiles(wrong);
    await page.getByText('请选择 PDF、PNG 或 JPEG 文件').waitFor();
    await page.getByLabel(/附件/).setInputFiles({
      name: '完税证明.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 x'),
    });
    await page.getByText('完税证明.pdf').waitFor();
    await isSound(page);
    await page.getByRole('button', { name: '提交申诉' }).dblclick();
    await page.getByText('待答复').waitFor();
    const { items } = await world.deps.store.list('appeal', { by: 'owner', group: uscc, limit: 9 });
    expect(items).toMatchObject([{ state: 'filed', attachments: [{ name: '完税证明.pdf' }] }]);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 完税证明.pdf' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('完税证明.pdf');
    const answer = { decision: 'accept', reason: '材料已核实' };
    const own = await post('staff.reviewer', `/api/appeals/${id}@1/decision`, answer);
    expect(own).toMatchObject({ status: 403, body: { reason: 'same-person' } });
    expect(await stateOf(id)).toBe('refused');
    await answerAppeal(
      world.deps,
      `${id}@1`,
      { decision: 'accept', reason: '材料已核实' },
      'second.reviewer',
    );
    // The page looks at a resting case seldom; whoever waits reloads.
    await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe('in-review');
    await page.reload();
    await page.getByText('申诉成立', { exact: true }).waitFor();
    await page.locator('.tag', { hasText: '人工审核中' }).first().waitFor();
    expect(errors).toEqual([]);
  });

  it('a wrong fact becomes a task of its department; money is given back by the enterprise itself', async () => {
    const uscc = world.nextFirm();
    const { page } = await open(uscc, { locale: 'en-GB' });
    await post(`enterprise:${uscc}`, '/api/applications', { policyId: CLICK, uscc });
    await go(page, `/applications/${CLICK}/${uscc}/once`);
    await page.locator('.tag', { hasText: 'Paid' }).first().waitFor();
    await page.getByRole('button', { name: /This is wrong: sector/ }).click();
    await page.getByLabel('What it should be, and why').fill('We are a retailer');
    await isSound(page);
    await page.getByRole('button', { name: 'Send it to the department' }).click();
    await page.getByText('With the department').waitFor();
    const tasks = await world.deps.store.list('exception', {
      by: 'owner',
      group: `application:${CLICK}.${uscc}.once`,
      limit: 9,
    });
    expect(tasks.items).toMatchObject([{ owner: 'hub.statistics', reason: 'fact-disputed' }]);
    const closure = { resolution: 'Corrected to retail' };
    const closed = await post(
      'hub.statistics',
      `/api/exceptions/${tasks.items[0]?.id ?? ''}/closure`,
      closure,
    );
    expect(closed.status).toBe(200);
    await page.reload();
    await page.getByText('The department says: Corrected to retail').waitFor();
    await page.getByRole('button', { name: 'We got too much' }).click();
    await page.getByLabel('Amount to give back (yuan)').fill('1.00');
    await page.getByLabel('Reason').fill('Counted twice');
    await isSound(page);
    await page.getByRole('button', { name: 'Report it' }).click();
    await page.getByRole('dialog').getByText('¥1.00').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Report it' }).click();
    await page.getByText('to be given back').first().waitFor();
    const words = await page.locator('h2, th, dt, button, nav a, .tag, .timeline strong').allInnerTexts();
    expect(words.filter((text) => CHINESE.test(text) && text !== '中文')).toEqual([]);
  });

  it('a request is filed and urged on a phone, its answer rated; an alert is saved', async () => {
    const uscc = world.nextFirm();
    const { page, errors } = await open(uscc, { viewport: PHONE });
    await go(page, '/requests');
    await page.getByLabel('事项').fill('开票系统');
    await page.getByLabel('具体情况').fill('周末无法登录开票系统');
    await isSound(page);
    await page.getByRole('button', { name: '提交' }).dblclick();
    await page.getByRole('button', { name: '催办' }).click();
    await page.getByText('已催办 1 次').waitFor();
    const { items } = await world.deps.store.list('request', { by: 'owner', group: uscc, limit: 9 });
    expect(items).toHaveLength(1);
    await post('staff.reviewer', `/api/requests/${items[0]?.id ?? ''}/assignment`, { owner: 'hub.tax' });
    const answered = await post('hub.tax', `/api/requests/${items[0]?.id ?? ''}/answer`, {
      answer: '已修复',
    });
    expect(answered.status).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: '5 星' }).click();
    await page.getByText('已办结').waitFor();
    await go(page, '/messages');
    await page.getByRole('heading', { name: '政策订阅' }).waitFor();
    await page.getByRole('button', { name: '订阅', exact: true }).click();
    await page.getByText('所有适合本企业的政策').waitFor();
    await isSound(page);
    expect(errors).toEqual([]);
  });

  it('guests search the library and calculate on phone and wall; the address shows the same again', async () => {
    const { page, errors } = await visit(browser as Browser, { viewport: PHONE });
    await go(page, '/library');
    await page.getByLabel('行业').selectOption('retail');
    await page.getByText('3 项政策').waitFor();
    await isSound(page);
    await page.getByLabel('行业').selectOption('industry');
    await page.getByText('没有符合条件的政策').waitFor();
    await page.reload();
    await page.getByText('没有符合条件的政策').waitFor();
    await page.getByLabel('行业').selectOption('');
    await page.getByRole('searchbox').fill('第二人放行');
    await page.getByText('1 项政策').waitFor();
    await page.getByRole('link', { name: '商贸补贴（第二人放行）' }).click();
    await page.getByRole('heading', { name: '办事指南' }).waitFor();
    await page.getByRole('button', { name: '批发小企业' }).click();
    await page.getByText('¥9,000.00').first().waitFor();
    await page.getByLabel('年纳税额 2019').fill('6000');
    await page.getByText('¥1,000.00').first().waitFor();
    await isSound(page);
    await page.setViewportSize(WALL);
    await isSound(page);
    await page.getByLabel('行业').selectOption('industry');
    await page.locator('.tag', { hasText: '不符合' }).first().waitFor();
    expect(errors).toEqual([]);
  });

  it('a list of ten thousand is read without a halt, its wrong rows mended in place, and only those on it are claimed for', async () => {
    const tenants = world.example.policies.find(({ lines }) => lines !== undefined);
    if (!tenants) throw new Error('the example has no policy by person');
    await publishThroughRoute(world.deps, tenants);
    await fundExamplePolicy(world.deps, tenants, world.example);
    const uscc = await firmWith(world.deps, tenants.id);
    const { page, errors } = await open(uscc);
    await go(page, `/claims/${tenants.id}`);
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载模板' }).click(),
    ]);
    await page.getByLabel(/选择表格/).setInputFiles(await template.path());
    await page.getByText('共 1 人').waitFor();
    const keys = Array.from({ length: 9_998 }, (_, index) => `P${index}`);
    const csv = Buffer.from(['员工', ...keys, 'P3', 'two words'].join('\r\n'));
    await page.evaluate('window.longest = 0; window.last = performance.now();');
    await page.evaluate(
      'setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - window.last); window.last = now; }, 20)',
    );
    await page.getByLabel(/选择表格/).setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: csv });
    await page.getByText('2 行有误，请更正').waitFor();
    await page.getByText('与第 5 行重复').waitFor();
    expect(await page.getByRole('button', { name: '承诺并确认申报' }).isEnabled()).toBe(false);
    await isSound(page);
    await page.getByRole('button', { name: '删除第 10000 行' }).click();
    await page.getByText('1 行有误，请更正').waitFor();
    await page.getByLabel('更正第 10001 行').fill('P9998');
    await page.getByLabel('更正第 10001 行').blur();
    await page.getByText('1 行有误，请更正').waitFor({ state: 'detached' });
    await page.getByText('共 9999 人').waitFor();
    // A whole second without a turn would be felt even on a busy machine; parsing alone takes longer than that.
    expect(await page.evaluate('window.longest')).toBeLessThan(2_000);
    await page.getByRole('button', { name: '承诺并确认申报' }).click();
    await page.getByText('申报名单 9999 人，部门核验到 0 人').waitFor();
    const id = `${tenants.id}.${uscc}.once`;
    expect((await world.deps.store.read('application', id))?.declared?.count).toBe(9_999);
    expect(errors).toEqual([]);
  });

  it('a slow network and a lost one show it, keep what was typed and lose nothing', async () => {
    const uscc = world.nextFirm();
    const { page } = await open(uscc);
    await page.route('**/api/applications', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await go(page, `/claims/${REVIEWED}`);
    await page.getByRole('button', { name: '承诺并确认申报' }).click();
    await page.getByText('正在提交').waitFor();
    await page.locator('.tag', { hasText: '人工审核中' }).first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await page.context().setOffline(false);
    await page.getByText('网络已断开').waitFor({ state: 'detached' });
    const { items } = await world.deps.store.list('application', { by: 'owner', group: uscc, limit: 9 });
    expect(items).toHaveLength(1);
  });
});
