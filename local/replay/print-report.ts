// The summary a person reads after a replay: a row a policy, a row a district, and the checks.
import Table from 'cli-table3';
import type { Row } from './collect-report.ts';
import type { ReplayResult } from './run-replay.ts';

/** Enterprises of the city that the real system paid by 8 June 2020. */
const CITY_ENTERPRISES = 159_000;

const yuan = (amountFen: number): string =>
  (amountFen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function printReport({ report, truth, bank, districts }: ReplayResult): string {
  const average = report.paidEnterprises === 0 ? 0 : report.paidFen / report.paidEnterprises;
  const composed = report.paidFen === 0 ? 0 : (100 * truth.composedFen) / report.paidFen;
  const checks = [
    [
      report.ledgerBalanced,
      `账簿平衡 ledger balanced: ${truth.ledger.budgets} budgets, ${truth.ledger.transfers} transfers recomputed`,
    ],
    [
      report.bankFen === report.paidFen,
      `银行加国库流水与账簿一致 bank + treasury statements = ledger: ¥${yuan(report.bankFen)}`,
    ],
    ...(['bank', 'treasury'] as const).map((rail) => {
      const { payments, paidFen, statementFen } = report.rails[rail];
      const words = rail === 'bank' ? '银行 bank' : '国库集中支付 treasury';
      return [
        statementFen === paidFen,
        `${words}: ${payments} 笔 payments, ¥${yuan(paidFen)}; 对账单 statements ¥${yuan(statementFen)}, ${bank.byRail[rail].lines} lines`,
      ] as const;
    }),
    [
      bank.daysOpen.length === 0,
      `逐日三方相符 ledger = orders = bank + treasury on ${bank.daysAgreed.length} of ${report.days} days`,
    ],
    [
      report.stuck === 0,
      `无滞留 nothing outside a terminal or declared waiting state: ${report.stuck} stuck`,
    ],
  ] as const;
  return [
    tableOf('政策 policy', [...truth.byPolicy.values()]),
    tableOf(
      '区县 district',
      [...truth.byDistrict]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, row]) => ({ ...row, name: districts.get(code) ?? code })),
    ),
    `状态 states: ${Object.entries(report.byState)
      .map(([state, count]) => `${state} ${count}`)
      .join(' · ')}`,
    `共支付 ¥${yuan(report.paidFen)}, ${report.payments} 笔, ${report.paidEnterprises} 家企业, 平均 ¥${yuan(average)}; 自拟政策占 ${composed.toFixed(1)}%`,
    `Paid ¥${yuan(report.paidFen)} in ${report.payments} payments to ${report.paidEnterprises} enterprises, ¥${yuan(average)} each; composed policies ${composed.toFixed(1)}% of it.`,
    `At this average the city's ${CITY_ENTERPRISES.toLocaleString('en-US')} enterprises would get ¥${yuan(average * CITY_ENTERPRISES)} (the real system: ¥1.56bn).`,
    `Click to paid over HTTP, 50 in flight: p50 ${report.clickToPaidMs.p50} ms, p99 ${report.clickToPaidMs.p99} ms. ${report.seconds} s in all. Open exceptions: ${bank.openExceptions}.`,
    ...checks.map(([holds, text]) => `${holds ? '✔' : '✘'} ${text}`),
    '演示数据 · 部门数据为模拟: the firms are real, the facts are not.',
  ].join('\n');
}

function tableOf(title: string, rows: readonly Row[]): string {
  const table = new Table({
    head: [
      title,
      '匹配 matched',
      '申报 applied',
      '符合 eligible',
      '不符合 ineligible',
      '主要原因 by reason',
      '支付 paid',
      '金额 ¥',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left', 'right', 'right'],
  });
  for (const row of rows)
    table.push([
      row.name,
      row.matched || row.applied,
      row.applied,
      row.eligible,
      row.ineligible,
      reasonsOf(row),
      row.paid,
      moneyOf(row),
    ]);
  return table.toString();
}

const reasonsOf = ({ ineligibleBy }: Row): string =>
  Object.entries(ineligibleBy)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, count]) => `${reason} ${count}`)
    .join('; ');

/** Waivers are awards, not payments: in brackets. */
const moneyOf = (row: Row): string =>
  row.waivedFen > 0 && row.paidFen === 0 ? `(${yuan(row.waivedFen)})` : yuan(row.paidFen);
