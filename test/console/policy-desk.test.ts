// The policy desk in a real browser over the real platform: a policy drafted from nothing in the forms, tried, amended, compared.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyVersionId } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { draft, submitForApproval } from '../../functions/policy/change-policy.ts';
import { publishThroughRoute } from '../../local/example/sign-route.ts';
import { policyWords } from '../../web/src/features/policy/words.ts';
import { axeViolations, launchBrowser, overflowPx, PHONE, signIn, visit, WALL } from './browser.ts';
import { CLICK, RELEASED, startConsoleWorld, type ConsoleWorld } from './console-world.ts';

const browser = await launchBrowser();
const NEW = 'p94-from-nothing';
const CHINESE = /\p{Script=Han}/u;
/** A key that no words file has is shown as itself. */
const KEYS = Object.keys(policyWords).filter((key) => key.includes('.'));

describe.skipIf(browser === undefined)('the policy desk in a browser', { timeout: 90_000 }, () => {
  let world: ConsoleWorld;
  let drafter: { page: Page; errors: string[] };
  beforeAll(async () => {
    world = await startConsoleWorld();
    drafter = await visit(browser as Browser, { viewport: WALL });
    await signIn(drafter.page, world.url, 'staff.drafter');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  const go = (page: Page, path: string) => page.goto(`${world.url}${path}`);
  const isSound = async (page: Page) => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    const words = new Set((await page.locator('main').innerText()).split(/\s+/));
    expect(KEYS.filter((key) => words.has(key))).toEqual([]);
  };
  const view = (page: Page, name: string) =>
    page.getByRole('navigation', { name: '政策的各部分' }).getByRole('link', { name }).click();
  const fill = async (page: Page, values: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(values))
      await page.getByLabel(label, { exact: true }).and(page.locator('input, textarea')).fill(value);
  };
  const expression = (page: Page, name: string, at = 0) =>
    page.getByRole('textbox', { name, exact: true }).nth(at);
  /** Written over key by key, so that completion and marks come as they come for a person. */
  const type = async (page: Page, name: string, text: string, at = 0) => {
    await expression(page, name, at).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  };
  const complete = async (page: Page, label: string) => {
    await page.locator('.cm-tooltip-autocomplete li[aria-selected]', { hasText: label }).waitFor();
    // CodeMirror takes no key for a list that has only just opened.
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
  };

  it('takes a policy from nothing to a saved version by its forms alone', async () => {
    const { page, errors } = drafter;
    await go(page, '/policies/new');
    await fill(page, {
      '名称（中文）': '稳岗补助',
      '名称（英文）': 'Aid to keep staff',
      '编号（小写字母、数字、连字符）': NEW,
      文号: '示例〔2020〕94号',
      来源: '测试',
      法规原文: '第一条 登记正常、参保人数不超过300人的企业。\n第二条 按规模补助。',
      '文件（中文）': '稳岗办法',
      '文件（英文）': 'Measures to keep staff',
      '事项（中文）': '稳岗补助',
      '事项（英文）': 'Aid to keep staff',
      '申报期 · 起': '2020-03-02',
      '申报期 · 止': '2020-06-30',
    });
    await page.getByLabel('主管部门').selectOption({ label: '市经信局' });
    await isSound(page);
    await view(page, '办理约定');
    await fill(page, { '信用承诺（中文）': '所填属实。', '信用承诺（英文）': 'What we state is true.' });
    await isSound(page);
    await view(page, '参数');
    await page.getByRole('button', { name: '添加参数' }).click();
    await fill(page, { 名称: '人数上限', 中文说明: '参保人数上限', 英文说明: 'limit of insured staff' });
    await type(page, '值', '300');
    await isSound(page);

    await view(page, '决策表');
    await page.getByRole('button', { name: '添加决策表' }).click();
    await fill(page, { 名称: '标准', 中文说明: '补助标准', 英文说明: 'aid by size' });
    await type(page, '第1列比较的是', '企业规');
    await complete(page, '企业规模');
    await type(page, '第1行 企业规模', '"大');
    await complete(page, '大型');
    await page.keyboard.type('"');
    await type(page, '第1行 结果', '4000');
    for (const [row, cell, amount] of [
      [2, '"小型"', '2000'],
      [3, '"微型"', '1000'],
    ] as const) {
      await page.getByRole('button', { name: '添加一行' }).click();
      await type(page, `第${row}行 企业规模`, cell);
      await page.keyboard.press('Escape');
      await type(page, `第${row}行 结果`, amount);
    }
    await page
      .locator('main')
      .getByText(/没有一行适用于.*中型/)
      .first()
      .waitFor();
    await isSound(page);
    await page.getByRole('button', { name: '添加一行' }).click();
    await type(page, '第4行 企业规模', '"中型", "大型"');
    await page.locator('tr.wrong', { hasText: '第 1 行与第 4 行同时适用' }).waitFor();
    await type(page, '第4行 企业规模', '"中型"');
    await type(page, '第4行 结果', '3000');
    await page.locator('tr.wrong').first().waitFor({ state: 'detached' });

    await view(page, '条件');
    await page.getByRole('button', { name: '添加条件' }).click();
    await type(page, '判断', '登记状');
    await complete(page, '登记状态');
    await page.keyboard.type(' = "');
    await complete(page, '存续');
    await page.keyboard.type('"');
    await page.getByRole('button', { name: '添加条件' }).click();
    await type(page, '判断', '参保人数 <= 人数上线', 1);
    await page.keyboard.press('Escape');
    await page.locator('.field-error', { hasText: '人数上限' }).waitFor();
    // The checker has answered what was typed last, and marks it and nothing else.
    await page.locator('.cm-lintRange-error', { hasText: /^人数上线$/ }).waitFor();
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('人数上线');
    expect(await page.getByRole('button', { name: '保存为新版本' }).isEnabled()).toBe(false);
    await isSound(page);
    await page.keyboard.press('Backspace');
    await page.keyboard.type('限');
    await page.keyboard.press('Escape');
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' });
    await page.getByLabel('条款', { exact: true }).last().fill('第一条');
    await page.locator('.policy-law .named', { hasText: '300人' }).waitFor();
    await page.getByRole('button', { name: '按规则列出' }).click();
    await page.locator('.policy-chips', { hasText: '参保人数' }).waitFor();
    await isSound(page);

    await view(page, '金额');
    await type(page, '公式（元）', '标准');
    await page.keyboard.press('Escape');
    await type(page, '限额（元）', '50000');
    await isSound(page);

    await view(page, '算例');
    await page.getByRole('button', { name: '添加一行' }).click();
    await page.getByLabel('算例1: 主体类型').selectOption('法人');
    await page.getByLabel('算例1: 登记状态').selectOption('存续');
    await page.getByLabel('算例1: 企业规模').selectOption('小型');
    await page.getByLabel('算例1: 参保人数').fill('301');
    await page.getByLabel('应得金额（元）').fill('2000');
    await page.locator('.tag', { hasText: '不一致' }).waitFor();
    await page.getByLabel('算例1: 参保人数').fill('300');
    await page.locator('.policy-result', { hasText: '¥2,000.00' }).waitFor();
    await page.getByRole('button', { name: '添加一行' }).click();
    await page.getByLabel('算例2: 登记状态').selectOption('吊销');
    await page.getByLabel('应得', { exact: true }).last().selectOption({ label: '不符合' });
    await page.getByText('没有错误').waitFor();
    await isSound(page);
    await page.getByLabel('算例2: 登记状态').selectOption('存续');
    await page.keyboard.press('ControlOrMeta+Z');
    expect(await page.getByLabel('算例2: 登记状态').inputValue()).toBe('吊销');

    await view(page, '全文');
    const text = await page.getByRole('textbox', { name: '政策全文' }).inputValue();
    expect(text.split('\n').filter((line) => line.includes('when: '))).toEqual([
      '    when: 登记状态 = "存续"',
      '    when: 参保人数 <= 人数上限',
    ]);
    await page.getByText('没有错误').waitFor();
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.locator('.tag', { hasText: '草稿' }).waitFor();
    await isSound(page);
    const saved = await world.deps.store.read('policy-version', policyVersionId(NEW, 1));
    expect(saved?.document).toMatchObject({
      items: ['legalForm', 'businessStatus', 'sizeClass', 'insuredStaff'],
      tables: [{ name: '标准', inputs: ['企业规模'], rows: { length: 4 } }],
    });
    expect(errors).toEqual([]);
  });

  it('tries a policy on the register, and what moving a parameter would change', async () => {
    const { page, errors } = drafter;
    await go(page, `/policies/${NEW}/trials`);
    await page.getByRole('slider', { name: '参保人数上限' }).waitFor();
    await isSound(page);
    await page.getByRole('textbox', { name: '参保人数上限 · 取值' }).fill('2');
    await page.getByRole('button', { name: '按改动的 1 个参数试算' }).click();
    await page.getByRole('heading', { name: '谁增谁减 · 对比第 1 版' }).waitFor();
    const lost = page.locator('.figures div', { hasText: '不再符合' }).first();
    expect(Number((await lost.locator('strong').innerText()).replace(',', ''))).toBeGreaterThan(0);
    await page.locator('[role=img] canvas').first().waitFor();
    await isSound(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /下载受影响企业/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/-firms\.csv$/);
    await page.getByRole('button', { name: '按规模' }).click();
    await page.getByRole('cell', { name: '小型' }).waitFor();
    const whatIf = page.locator('.policy-what-if', { hasText: '参保人数上限' });
    const before = await whatIf.getByRole('status').innerText();
    await whatIf.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await whatIf.getByRole('status').innerText()).not.toBe(before);
    await go(page, `/policies/${NEW}/trials`);
    await page.getByRole('link', { name: '改动了参数的第 1 版 · 对比第 1 版' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('shows an approver what an amendment says and what it does, in English, on a phone and on a wall', async () => {
    const first = await world.deps.store.read('policy-version', policyVersionId(NEW, 1));
    const document = first?.document as PolicyDocument;
    await publishThroughRoute(world.deps, document);
    await draft(
      world.deps,
      {
        ...document,
        version: 2,
        parameters: document.parameters.map((each) => ({ ...each, values: [{ value: 2 }] })),
        transition: {
          replacesVersion: 1,
          effectiveFrom: '2020-04-01',
          pending: 'better-for-applicant',
          zh: '从优',
          en: 'the better',
        },
        examples: document.examples.map((each, index) =>
          index === 0 ? { ...each, facts: { ...each.facts, 参保人数: 2 } } : each,
        ),
      },
      'staff.drafter',
    );
    await submitForApproval(world.deps, NEW, 'staff.drafter');
    const { page, errors } = await visit(browser as Browser, { locale: 'en-GB', viewport: PHONE });
    await signIn(page, world.url, 'staff.approver');
    await go(page, `/policies/${NEW}`);
    await page.locator('.redline ins', { hasText: 'value: 2' }).waitFor();
    await page.locator('.redline del', { hasText: 'value: 300' }).waitFor();
    const effect = page.getByRole('region', { name: 'Who gains, who loses' });
    const lost = effect.locator('.figures div', { hasText: 'No longer fit' }).first();
    expect(Number((await lost.locator('strong').innerText()).replace(',', ''))).toBeGreaterThan(0);
    await isSound(page);
    await page.setViewportSize(WALL);
    await isSound(page);
    await page.getByRole('link', { name: 'The whole trial' }).click();
    await page.getByRole('heading', { name: 'Condition by condition' }).waitFor();
    await page.setViewportSize(PHONE);
    await isSound(page);
    const words = await page.locator('h2, th, button').allInnerTexts();
    expect(words.filter((text) => CHINESE.test(text) && text !== '中文')).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('names the firms that a matching found when asked, and lets another approver resume what one suspended', async () => {
    const act = async (page: Page, name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const first = await visit(browser as Browser, { locale: 'en-GB', viewport: PHONE });
    await signIn(first.page, world.url, 'staff.approver');
    await go(first.page, `/policies/${RELEASED}`);
    const firms = first.page.getByRole('region', { name: 'The firms' });
    expect(await firms.getByText(/^9133/).count()).toBe(0);
    await firms.getByRole('button', { name: 'Show the firms' }).click();
    await firms.getByText(/^9133/).first().waitFor();
    await isSound(first.page);
    await act(first.page, 'Suspend');
    await first.page.getByText('another approver may resume it').waitFor();
    expect(await first.page.getByRole('button', { name: 'Resume', exact: true }).count()).toBe(0);
    const other = await visit(browser as Browser, { locale: 'en-GB' });
    await signIn(other.page, world.url, 'admin');
    await go(other.page, `/policies/${RELEASED}`);
    await act(other.page, 'Resume');
    await other.page.getByRole('button', { name: 'Suspend', exact: true }).waitFor();
    await isSound(other.page);
    expect([...first.errors, ...other.errors]).toEqual([]);
  });

  it('reads on a phone in English, every view; leaving with unsaved work asks, and the draft is found again', async () => {
    const { page, errors } = await visit(browser as Browser, { locale: 'en-GB', viewport: PHONE });
    await signIn(page, world.url, 'staff.drafter');
    await go(page, `/policies/${CLICK}/edit`);
    await page.getByLabel('Title in English').fill('Aid for trade, once more');
    for (const name of [
      'Parameters',
      'Tables',
      'Conditions',
      'Amount',
      'Terms',
      'Examples',
      'Text',
      'Basics',
    ]) {
      await page.getByRole('navigation', { name: 'Parts of the policy' }).getByRole('link', { name }).click();
      await page.getByText('No errors').waitFor();
      await isSound(page);
      const labels = await page
        .locator('main :is(h2, h3, th, label, legend, button, nav a):visible')
        .allInnerTexts();
      expect(labels.length).toBeGreaterThan(10);
      expect(labels.filter((text) => CHINESE.test(text))).toEqual([]);
    }
    await page.getByRole('link', { name: 'Policies', exact: true }).click();
    await page.getByRole('dialog').getByText('Leave the editor?').waitFor();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(new URL(page.url()).pathname).toBe(`/policies/${CLICK}/edit`);
    await page.getByRole('link', { name: 'Policies', exact: true }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.waitForURL(/\/library/);
    await go(page, `/policies/${CLICK}/edit`);
    await page.getByText('Your unsaved draft was restored').waitFor();
    expect(await page.getByLabel('Title in English').inputValue()).toBe('Aid for trade, once more');
    await page.getByRole('button', { name: 'Discard the draft on this device' }).click();
    expect(await page.getByLabel('Title in English').inputValue()).toBe('Aid for trade and services');
    expect(errors).toEqual([]);
  });
});
