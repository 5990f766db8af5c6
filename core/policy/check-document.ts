// The rules of a policy document that no single field can state: shares, dates, references between its parts.
import type * as z from 'zod';
import { isNeeded, levelsOf } from './approval-route.ts';
import type { PolicyDocument } from './policy-document.ts';

type Report = (path: (string | number)[], zh: string, en: string) => void;

function checkPlace(document: PolicyDocument, report: Report): void {
  if (document.level === 'district' && document.district === undefined) {
    report(['district'], '区县级政策须写明区县代码', 'a policy of district level needs its district');
  }
  if (document.level !== 'district' && document.district !== undefined) {
    report(['district'], '只有区县级政策才写区县代码', 'only a policy of district level has a district');
  }
}

/** Every payee by every treasury is a payment, and one transaction reserves them all, with a line of a list and the budgets. */
const PAYMENT_ITEMS_MAX = 88;

function checkPayments({ payees, funding }: PolicyDocument, report: Report): void {
  const payments = payees.length * funding.length;
  if (payments + funding.length <= PAYMENT_ITEMS_MAX) return;
  report(
    ['payees'],
    `${payees.length} 类收款人乘以 ${funding.length} 个资金来源，每笔兑付须拆为 ${payments} 笔付款，超出一次事务的上限；请减少收款人或资金来源`,
    `${payees.length} payees by ${funding.length} funding sources are ${payments} payments a claim, more than one transaction reserves: name fewer of either`,
  );
}

function checkMoney(document: PolicyDocument, report: Report): void {
  const funded = document.funding.reduce((sum, source) => sum + source.percent, 0);
  if (document.kind === 'waiver' ? document.funding.length > 0 : funded !== 100) {
    report(
      ['funding'],
      document.kind === 'waiver'
        ? '减免政策不支付现金，资金来源须为空'
        : `资金来源比例合计为 ${funded}%，应为 100%`,
      document.kind === 'waiver'
        ? 'a waiver pays no cash: funding must be empty'
        : `shares add up to ${funded}%, not 100%`,
    );
  }
  const paid = document.payees.reduce((sum, payee) => sum + payee.percent, 0);
  if (paid !== 100)
    report(['payees'], `收款比例合计为 ${paid}%，应为 100%`, `shares add up to ${paid}%, not 100%`);
  document.payees.forEach((payee, index) => {
    if (payee.kind === 'third-party' && payee.identifiedBy === undefined) {
      report(
        ['payees', index, 'identifiedBy'],
        '第三方收款须写明其统一社会信用代码所在的数据项',
        'a third-party payee needs the item that holds its USCC',
      );
    }
    if (payee.kind === 'employee' && document.lines === undefined) {
      report(['payees', index], '付给员工须有按人明细 lines', 'paying employees needs per-person lines');
    }
  });
  if (document.kind === 'third-party' && !document.payees.some((payee) => payee.kind === 'third-party')) {
    report(['payees'], '第三方代收的政策须有第三方收款人', 'a third-party policy needs a third-party payee');
  }
}

function checkTime(document: PolicyDocument, report: Report): void {
  const { validity, application } = document.dates;
  if (application.from && validity.from && application.from < validity.from) {
    report(['dates', 'application', 'from'], '申报期早于有效期', 'claims open before the policy is valid');
  }
  const instalments = document.instalments;
  if ((document.period === 'instalments') !== (instalments !== undefined)) {
    report(
      ['instalments'],
      '分期兑付须写明各期，其他周期不写',
      'instalments are given exactly when the period is instalments',
    );
  }
  const total = instalments?.reduce((sum, part) => sum + part.percent, 0) ?? 100;
  if (total !== 100)
    report(['instalments'], `各期合计 ${total}%，应为 100%`, `instalments add up to ${total}%, not 100%`);
  if (document.version > 1 !== (document.transition !== undefined)) {
    report(
      ['transition'],
      '修订版须写过渡规则，首版不写',
      'a transition rule is given exactly for a version after the first',
    );
  }
  if (document.transition && document.transition.replacesVersion >= document.version) {
    report(
      ['transition', 'replacesVersion'],
      '被替换的版本须小于本版本',
      'it must replace an earlier version',
    );
  }
}

/** The families of roles that may close a case. */
const CASE_ROLE = /^(staff|unit|finance|hub)\./;

/** A sample that nobody may close would lie open for ever. */
function checkSample({ review }: PolicyDocument, report: Report): void {
  if (!review || review.samplePercent === 0 || CASE_ROLE.test(review.role)) return;
  report(
    ['review', 'role'],
    '抽查须由能办结事项的角色（staff、unit、finance 或 hub 类）负责',
    'a sample belongs to a role that closes cases: of staff, unit, finance or hub',
  );
}

function checkChoices(document: PolicyDocument, report: Report): void {
  if (document.allocation.method === 'ranking' || document.allocation.method === 'lottery') {
    report(
      ['allocation', 'method'],
      '排序择优和摇号尚未建成，请用 queue 或 pro-rata',
      'ranking and lottery are not built yet; use queue or pro-rata',
    );
  }
  if (document.stacking.rule !== 'combine' && document.stacking.group === undefined) {
    report(
      ['stacking', 'group'],
      '不可叠加的政策须写明组名',
      'a policy that does not combine needs its group',
    );
  }
  if (document.mode === 'apply' && document.review === undefined) {
    report(['review'], '申报审核类政策须写明审核条款', 'a policy that is applied for needs its review terms');
  }
  [...document.amount.caps, ...(document.lines?.amount.caps ?? [])].forEach((cap, index) => {
    if ((cap.scope === 'period') !== (cap.months !== undefined)) {
      report(
        ['amount', 'caps', index, 'months'],
        '周期上限须写月数，其他不写',
        'months is given exactly for a period cap',
      );
    }
  });
}

/** At every level somebody but the author approves, and an opinion is given before it is relied on. */
function checkRoute({ approval }: PolicyDocument, report: Report): void {
  approval.steps.forEach(({ step }, index) => {
    if (step === 'handle' && index > 0)
      report(['approval', 'steps', index], '经办只能是第一步', 'only the first step can be the author’s own');
  });
  const bare = levelsOf(approval).find(
    (yuan) => !approval.steps.some((step) => step.step !== 'handle' && isNeeded(step, yuan)),
  );
  if (approval.steps.every(({ step }) => step === 'handle') || bare !== undefined)
    report(
      ['approval', 'steps'],
      '每一档金额都须有经办以外的人办理一步',
      'at every amount a step must be taken by somebody other than the author',
    );
  const firstApproval = approval.steps.findIndex(({ step }) => step === 'approve');
  const lateReview = approval.steps.findLastIndex(({ step }) => step === 'legality-review');
  if (firstApproval !== -1 && lateReview > firstApproval)
    report(
      ['approval', 'steps', lateReview],
      '合法性审核须在审批之前',
      'the legality review comes before the approval',
    );
}

/** Names of conditions, values, tables and parameters share one space, since expressions do. */
function checkNames(document: PolicyDocument, report: Report): void {
  const seen = new Set<string>();
  const named = { parameters: document.parameters, values: document.values, tables: document.tables };
  for (const [part, entries] of Object.entries({ ...named, conditions: document.conditions })) {
    entries.forEach((entry: { readonly name: string }, index: number) => {
      if (seen.has(entry.name))
        report([part, index, 'name'], `名称“${entry.name}”重复`, `the name "${entry.name}" is used twice`);
      seen.add(entry.name);
    });
  }
  document.tables.forEach((table, index) => {
    table.rows.forEach((row, rowIndex) => {
      if (row.when.length === table.inputs.length) return;
      report(
        ['tables', index, 'rows', rowIndex, 'when'],
        `应有 ${table.inputs.length} 个单元格，实有 ${row.when.length} 个`,
        `expected ${table.inputs.length} cells, found ${row.when.length}`,
      );
    });
  });
}

/** Adds an issue with words in both languages for each rule that is broken. */
export function checkDocumentRules(document: PolicyDocument, context: z.RefinementCtx): void {
  const report: Report = (path, zh, en) => context.addIssue({ code: 'custom', path, params: { zh, en } });
  checkPlace(document, report);
  checkMoney(document, report);
  checkPayments(document, report);
  checkTime(document, report);
  checkChoices(document, report);
  checkSample(document, report);
  checkRoute(document, report);
  checkNames(document, report);
}
