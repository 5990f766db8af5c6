// Each role's main road from sign-in to result, in a real browser over the real platform, in both languages, on phone and desk.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openException } from '../../functions/reconciliation/open-exception.ts';
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
import { CLICK, RELEASED, REVIEWED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

const browser = await launchBrowser();
const CHINESE = /\p{Script=Han}/u;

describe.skipIf(browser === undefined)('the console in a browser', { timeout: 60_000 }, () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await startConsoleWorld();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  const open = async (user: string | undefined, as: Visit = {}) => {
    const visitor = await visit(browser as Browser, as);
    if (user === undefined) await visitor.page.goto(world.url);
    else await signIn(visitor.page, world.url, user);
    return visitor;
  };
  const go = (page: Page, path: string) => page.goto(`${world.url}${path}`);
  /** Nothing wrong for those who cannot see or use a pointer, and nothing wider than the window. */
  const isSound = async (page: Page) => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  };
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
  const applicationsOf = async (uscc: string) =>
    (await world.deps.store.list('application', { by: 'owner', group: uscc, limit: 50 })).items;

  it('guests read the library and a policy in plain words, on phone, desk and wall', async () => {
    const { page, errors } = await open(undefined, { viewport: PHONE });
    await isSound(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.getByRole('link', { name: '政策库' }).first().click();
    await page.getByRole('searchbox').fill('商贸服务业');
    await page.getByText('1 项政策').waitFor();
    await isSound(page);
    await page.getByRole('link', { name: '商贸服务业补贴' }).click();
    await page.getByRole('heading', { name: '什么条件' }).waitFor();
    await page.getByText('市税务局').waitFor();
    await page.setViewportSize(WALL);
    await isSound(page);
    expect(await page.getByText('演示数据 · 部门数据为模拟').isVisible()).toBe(true);
    await page.reload();
    await page.getByRole('heading', { name: '商贸服务业补贴', level: 1 }).waitFor();
    expect(errors).toEqual([]);
  });

  it('an enterprise claims on a phone in Chinese: one click, money in the account, every step explained', async () => {
    const uscc = world.nextFirm();
    const { page, errors } = await open(`enterprise:${uscc}`, { viewport: PHONE });
    await page.getByRole('link', { name: '去确认: 商贸服务业补贴' }).waitFor();
    await isSound(page);
    await page.getByRole('link', { name: '去确认: 商贸服务业补贴' }).click();
    await page.getByRole('heading', { name: '信用承诺' }).waitFor();
    await page.getByText(/^\*+\d{4}$/).waitFor();
    await isSound(page);
    await page.getByRole('button', { name: '承诺并确认申报' }).dblclick();
    await page.locator('.tag', { hasText: '已到账' }).first().waitFor();
    await page.getByText(/从提交到到账 \d+\.\d 秒/).waitFor();
    for (const step of ['提交申报', '核定通过', '锁定资金', '送达银行', '到账'])
      expect(await page.locator('.timeline strong', { hasText: step }).count()).toBe(1);
    for (const heading of ['逐项依据', '金额计算', '所用数据与来源', '付款'])
      expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true);
    expect(await page.getByText('部门签名').count()).toBeGreaterThan(3);
    await isSound(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载决定凭证' }).click(),
    ]);
    const receipt = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, never>;
    expect(receipt).toMatchObject({
      application: { uscc },
      decision: { evaluation: { outcome: 'eligible' } },
    });
    await page.reload();
    await page.getByText(/从提交到到账/).waitFor();
    await page.goBack();
    await page.goForward();
    expect(await applicationsOf(uscc)).toHaveLength(1);
    await go(page, `/claims/${CLICK}`);
    await page.getByText('这项政策已经申报').waitFor();
    expect(await page.getByRole('button', { name: '承诺并确认申报' }).count()).toBe(0);
    const tab = await page.context().newPage();
    await go(tab, `/claims/${CLICK}`);
    await tab.getByRole('main').getByRole('button', { name: '登录' }).click();
    await tab.getByText('这项政策已经申报').waitFor();
    await tab.close();
    await go(page, '/applications');
    await page.locator('.tag', { hasText: '已到账' }).waitFor();
    await isSound(page);
    expect(errors).toEqual([]);
  });

  it('the same road on a desk in English has no Chinese but names and data', async () => {
    const uscc = world.nextFirm();
    const { page, errors } = await open(`enterprise:${uscc}`, { locale: 'en-GB' });
    await page.getByRole('link', { name: 'Claim: Aid for trade and services' }).click();
    await page.getByRole('button', { name: 'Commit and claim' }).click();
    await page.locator('.tag', { hasText: 'Paid' }).first().waitFor();
    await page.getByText(/s from claim to money/).waitFor();
    const words = await page.locator('h2, th, dt, button, nav a, .tag, .timeline strong').allInnerTexts();
    expect(words.filter((text) => CHINESE.test(text) && text !== '中文')).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await isSound(page);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '逐项依据' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('one that does not fit reads why, is offered nothing, and can do nothing', async () => {
    const { page } = await open(`enterprise:${world.unfitFirm}`);
    await page.getByRole('heading', { name: /^不符合/ }).waitFor();
    expect(await page.locator('.card ul li', { hasText: '不满足' }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: /去确认/ }).count()).toBe(0);
    await isSound(page);
    await go(page, `/claims/${CLICK}`);
    await page.getByText(/按现有数据不符合/).waitFor();
    expect(await page.getByRole('button', { name: '承诺并确认申报' }).count()).toBe(0);
    await go(page, '/budgets');
    await page.getByRole('heading', { name: '您没有查看此页的权限' }).waitFor();
    const other = world.nextFirm();
    const answer = await post(`enterprise:${world.unfitFirm}`, '/api/applications', {
      policyId: CLICK,
      uscc: other,
    });
    expect(answer.status).toBe(403);
    expect(await applicationsOf(other)).toEqual([]);
  });

  it('a claim is withdrawn and may be filed again; a lost network is shown and passes', async () => {
    const uscc = world.nextFirm();
    const { page } = await open(`enterprise:${uscc}`);
    await go(page, `/claims/${REVIEWED}`);
    await page.getByRole('button', { name: '承诺并确认申报' }).click();
    await page.locator('.tag', { hasText: '人工审核中' }).first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await page.context().setOffline(false);
    await page.getByText('网络已断开').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤回申报' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回申报' }).click();
    await page.locator('.tag', { hasText: '已撤回' }).first().waitFor();
    expect(await page.getByRole('button', { name: '撤回申报' }).count()).toBe(0);
    await go(page, '/home');
    await page.getByRole('link', { name: /去确认: 商贸补贴（人工审核）/ }).waitFor();
  });

  it('a reviewer sees the source facts and decides with a reason; a drafter is offered no decision', async () => {
    const uscc = world.nextFirm();
    const filed = await post(`enterprise:${uscc}`, '/api/applications', { policyId: REVIEWED, uscc });
    expect(filed.status).toBe(202);
    const { id } = (await filed.json()) as { id: string };
    const { page, errors } = await open('staff.reviewer');
    await page.getByRole('link', { name: '待审核申报' }).waitFor();
    await page
      .getByRole('button', { name: /展开行/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '所用数据与来源' }).waitFor();
    expect(await page.getByRole('button', { name: '通过', exact: true }).isEnabled()).toBe(false);
    await isSound(page);
    await page.getByLabel(/审核意见/).fill('材料齐全，予以通过');
    await page.getByRole('button', { name: '通过', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click();
    await page.getByText('没有待办，都办完了').first().waitFor();
    await go(page, `/applications/${id.replaceAll('.', '/')}`);
    await page.getByText('材料齐全，予以通过').waitFor();
    expect(errors).toEqual([]);
    const refused = await post('staff.drafter', `/api/applications/${id}/review`, {
      decision: 'refuse',
      reason: 'x',
    });
    expect(refused.status).toBe(403);
    const drafter = await open('staff.drafter');
    await drafter.page.getByRole('heading', { name: '待办政策' }).waitFor();
    expect(await drafter.page.getByRole('heading', { name: '待审核申报' }).count()).toBe(0);
  });

  it('an exception has an owner, who closes it with words; others read it', async () => {
    await openException(world.deps, {
      id: 'XTEST',
      version: 1,
      state: 'open',
      reason: 'unmatched-line',
      subject: 'bank-file:test',
      owner: 'finance.maker',
      zh: '对账单有一行对不上',
      en: 'A line of a statement matches nothing',
      evidence: { amountFen: 12_345 },
      openedAt: new Date().toISOString(),
    });
    const reader = await open('staff.reviewer', { locale: 'en-GB' });
    await reader.page
      .getByRole('row', { name: /A line of a statement/ })
      .getByRole('button')
      .click();
    await reader.page.getByText('Belongs to finance.maker').waitFor();
    const owner = await open('finance.maker', { locale: 'en-GB' });
    await owner.page
      .getByRole('row', { name: /A line of a statement/ })
      .getByRole('button')
      .click();
    await owner.page.getByLabel('What was done (required)').fill('A transfer of another office');
    await isSound(owner.page);
    await owner.page.getByRole('button', { name: 'Close the case' }).click();
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click();
    await owner.page.getByRole('dialog').waitFor({ state: 'detached' });
    await owner.page.getByText('A line of a statement').waitFor({ state: 'detached' });
    const closed = await world.deps.store.read('exception', 'XTEST');
    expect(closed).toMatchObject({ state: 'closed', resolution: 'A transfer of another office' });
  });

  it('an order waits for a second person, who sees its facts and releases it; its maker is not offered to', async () => {
    const uscc = world.nextFirm();
    await post(`enterprise:${uscc}`, '/api/applications', { policyId: RELEASED, uscc });
    const maker = await open('unit.maker');
    await go(maker.page, '/orders');
    await maker.page.locator('tr', { hasText: '第二人放行' }).first().getByRole('link').click();
    await maker.page.getByRole('button', { name: '复核编制' }).click();
    await maker.page.getByRole('dialog').getByRole('button', { name: '复核编制' }).click();
    await maker.page.locator('dd', { hasText: 'unit.maker' }).waitFor();
    expect(await maker.page.getByRole('button', { name: '复核放行' }).count()).toBe(0);
    const orderPath = new URL(maker.page.url()).pathname;
    const answer = await post('unit.maker', `/api/payment-${orderPath.slice(1)}/release`);
    expect(answer.status).toBe(403);
    const checker = await open('finance.checker', { viewport: WALL });
    await isSound(checker.page);
    await go(checker.page, orderPath);
    await checker.page
      .getByRole('button', { name: /展开行/ })
      .first()
      .click();
    await checker.page.getByRole('heading', { name: '所用数据与来源' }).waitFor();
    await isSound(checker.page);
    await checker.page.getByRole('button', { name: '复核放行' }).click();
    await checker.page.getByText(/放行 1 张支付单，共 1 笔/).waitFor();
    await isSound(checker.page);
    await checker.page.getByRole('dialog').getByRole('button', { name: '复核放行' }).click();
    await checker.page
      .locator('.tag', { hasText: /已放行|已发银行|已结清/ })
      .first()
      .waitFor();
    const enterprise = await open(`enterprise:${uscc}`);
    await go(enterprise.page, `/applications/${RELEASED}/${uscc}/once`);
    await enterprise.page.locator('.tag', { hasText: '已到账' }).first().waitFor();
  });

  it('finance asks for money, another person approves, and any fen is found from account to decision', async () => {
    const maker = await open('finance.maker', { locale: 'en-GB' });
    await go(maker.page, `/budgets/${CLICK}/city`);
    await maker.page.getByRole('button', { name: 'Ask to fund or cut' }).click();
    await maker.page.getByRole('button', { name: 'Send the request' }).click();
    await maker.page.getByText('Give an amount with at most two decimals').waitFor();
    await maker.page.getByLabel('Amount (yuan)').fill('1,234.50');
    await isSound(maker.page);
    await maker.page.getByRole('button', { name: 'Send the request' }).click();
    await maker.page.getByRole('dialog').waitFor({ state: 'detached' });
    await go(maker.page, '/budgets');
    await maker.page.getByText('1,234.50').waitFor();
    expect(await maker.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const checker = await open('finance.checker', { locale: 'en-GB' });
    await go(checker.page, '/budgets');
    await checker.page.getByRole('button', { name: 'Approve' }).click();
    await checker.page.getByText(/Fund ¥1,234.50 for/).waitFor();
    await checker.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await checker.page.getByText('No request waits').waitFor();
    await checker.page.getByText('64,001,234.50').first().waitFor();
    await isSound(checker.page);
    await go(checker.page, '/ledger');
    await checker.page.getByRole('button', { name: 'Verify the books' }).click();
    await checker.page.getByText('The books balance').waitFor();
    await checker.page.getByRole('button', { name: /^Aid for trade and services/ }).click();
    await checker.page
      .getByRole('link', { name: new RegExp(`^${CLICK}`) })
      .first()
      .waitFor();
    await isSound(checker.page);
    const [download] = await Promise.all([
      checker.page.waitForEvent('download'),
      checker.page
        .getByRole('region', { name: 'Journal entries' })
        .getByRole('button', { name: 'Export CSV' })
        .click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain('Time,Transfer,Amount,Because of,By');
    expect(csv).toContain(',1234.50,');
    await checker.page
      .getByRole('link', { name: new RegExp(`^${CLICK}`) })
      .first()
      .click();
    await checker.page.getByRole('heading', { name: 'Decision, condition by condition' }).waitFor();
    for (const path of ['/bank-files', `/budgets/${CLICK}/city`, `/orders?policy=${CLICK}`]) {
      await go(checker.page, path);
      await checker.page.locator('.ant-table').first().waitFor();
      await isSound(checker.page);
    }
    expect([...maker.errors, ...checker.errors]).toEqual([]);
  });

  it('a drafter amends a policy with the checker beside the line; a second person reads the redline and publishes', async () => {
    const drafter = await open('staff.drafter');
    await go(drafter.page, `/policies/${CLICK}/edit?view=text`);
    await drafter.page.getByText('没有错误').waitFor();
    await isSound(drafter.page);
    const code = drafter.page.getByRole('textbox', { name: '政策全文' });
    const text = await code.inputValue();
    await code.fill(text.replace('年纳税额_2019 * 2 / 12', '年纳税额_2020 * 2 / 12'));
    await drafter.page
      .getByRole('button', { name: /到第 \d+ 行/ })
      .first()
      .waitFor();
    await drafter.page.locator('.code-lines .wrong').first().waitFor({ state: 'attached' });
    expect(await drafter.page.getByRole('button', { name: '保存为新版本' }).isEnabled()).toBe(false);
    await isSound(drafter.page);
    await drafter.page.reload();
    await drafter.page.getByText('已恢复上次未保存的草稿').waitFor();
    await code.fill(text.replace('年纳税额_2019 * 2 / 12', '年纳税额_2019 * 3 / 12'));
    await drafter.page.getByText('¥13,500.00').waitFor();
    await drafter.page.locator('.tag', { hasText: '不一致' }).waitFor();
    await code.fill(text.replace('limit: 83334', 'limit: 83000'));
    await drafter.page.getByText('没有错误').waitFor();
    await drafter.page.getByRole('button', { name: '保存为新版本' }).click();
    await drafter.page.getByRole('button', { name: '送审' }).click();
    await drafter.page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    await drafter.page.getByRole('dialog').waitFor({ state: 'detached' });
    await drafter.page.getByText('由 staff.reviewer 办理').first().waitFor();
    expect(await drafter.page.getByRole('button', { name: '同意' }).count()).toBe(0);
    const sign = { number: 2, position: 2, comment: '同意' };
    expect((await post('staff.drafter', `/api/policies/${CLICK}/approval`, sign)).status).toBe(403);
    await go(drafter.page, '/policies/new?view=text');
    await code.fill(
      text.replace(`id: ${CLICK}`, 'id: p93-drafted').replaceAll('商贸服务业补贴', '还没有发布的补贴'),
    );
    await drafter.page.getByText('没有错误').waitFor();
    await drafter.page.getByRole('button', { name: '保存为新版本' }).click();
    await drafter.page.locator('.tag', { hasText: '草稿' }).waitFor();
    expect((await fetch(`${world.url}/api/policies/p93-drafted`)).status).toBe(404);
    const reviewer = await open('staff.reviewer');
    await reviewer.page.getByRole('link', { name: '待您办理' }).click();
    await reviewer.page.getByText('请先填写意见和文号').waitFor();
    await reviewer.page.getByLabel(/办理意见/).fill('条款与测算相符');
    await isSound(reviewer.page);
    await reviewer.page.getByRole('button', { name: '同意' }).click();
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '同意' }).click();
    await reviewer.page.getByText('条款与测算相符').waitFor();
    const attachments = [{ kind: 'legality-review', reference: '杭司法审〔2020〕12号' }];
    const out = await post('leader.city', `/api/policies/${CLICK}/approval`, { ...sign, position: 5 });
    expect(out.status).toBe(403);
    for (const [index, user] of ['staff.legal', 'finance.checker', 'leader.city'].entries()) {
      const step = { ...sign, position: index + 3, attachments };
      expect((await post(user, `/api/policies/${CLICK}/approval`, step)).status).toBe(200);
    }
    const approver = await open('staff.approver');
    await approver.page.getByRole('link', { name: '商贸服务业补贴' }).first().click();
    await approver.page.locator('.redline ins', { hasText: '83000' }).waitFor();
    await approver.page.locator('.redline del', { hasText: '83334' }).waitFor();
    await isSound(approver.page);
    await approver.page.getByRole('button', { name: '发布' }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
    await approver.page.getByRole('dialog').waitFor({ state: 'detached' });
    await approver.page.getByText('第 2 版生效中').waitFor();
    await approver.page.getByRole('table').first().waitFor();
    await isSound(approver.page);
    await go(approver.page, '/policies');
    await approver.page.getByRole('link', { name: '商贸服务业补贴' }).waitFor();
    await isSound(approver.page);
    expect([...drafter.errors, ...reviewer.errors, ...approver.errors]).toEqual([]);
  });

  it('every list fits a phone', async () => {
    const { page } = await open('admin', { viewport: PHONE });
    for (const path of [
      '/inbox',
      '/policies',
      '/budgets',
      '/orders',
      '/bank-files',
      '/ledger',
      `/policies/${CLICK}`,
    ]) {
      await go(page, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
      await isSound(page);
    }
  });
});
