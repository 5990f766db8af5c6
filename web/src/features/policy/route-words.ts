// Words of a policy's approval route, and of what a change of the policy would bring.
import type { Dictionary } from '../../kit/dictionary.ts';

export const routeWords = {
  title: { zh: '审批流程', en: 'Approval route' },
  cost: { zh: '预计支出 {{amount}}，据此确定审批层级', en: 'Expected cost {{amount}}, which sets the level' },
  noCost: {
    zh: '没有写明预计支出，因此各层级都要办理',
    en: 'No expected cost is declared, so no level is spared',
  },
  next: { zh: '待办', en: 'Next' },
  later: { zh: '未到', en: 'Later' },
  for: { zh: '由 {{role}} 办理', en: 'for {{role}}' },
  attached: { zh: '已附', en: 'Attached' },
  'opinion.legality-review': { zh: '合法性审核意见', en: 'Legality review' },
  'opinion.fair-competition-review': { zh: '公平竞争审查意见', en: 'Fair competition review' },
  reference: {
    zh: '{{opinion}}：文号或已上传文件（必填）',
    en: '{{opinion}}: document number or file (required)',
  },
  comment: { zh: '办理意见（必填，留存备查）', en: 'Your opinion (required, kept for good)' },
  reason: { zh: '退回原因', en: 'Reason' },
  sign: { zh: '同意', en: 'Approve' },
  signSays: {
    zh: '您已查看下方修改内容，同意第 {{number}} 版的“{{step}}”。一经办理不能撤销，您不能再办后面的环节。',
    en: 'You have read what changed below and take “{{step}}” for version {{number}}. It cannot be undone, and you take no later step.',
  },
  reject: { zh: '退回起草人', en: 'Send back' },
  rejectSays: {
    zh: '第 {{number}} 版退回起草人，写明的意见就是退回原因；已办环节作废，重新送审后从头办理。',
    en: 'Version {{number}} goes back to its author with what you wrote. Steps taken so far count no more.',
  },
  recall: { zh: '撤回', en: 'Call back' },
  recallSays: {
    zh: '第 {{number}} 版撤回修改；已办环节作废，重新送审后从头办理。',
    en: 'Version {{number}} comes back to you to be changed. Steps taken so far count no more.',
  },
  recalled: { zh: '起草人撤回修改', en: 'Called back by its author' },
  needWords: { zh: '请先填写意见和文号', en: 'Write your opinion and the references first' },
  'why.same-person': {
    zh: '您起草、送审或已办过前面的环节，本环节须由他人办理。',
    en: 'You drafted, submitted or signed it before; another person must take this step.',
  },
  'why.step-role': { zh: '本环节由 {{role}} 办理。', en: 'This step is for {{role}}.' },
  'why.not-submitted': { zh: '尚未送审。', en: 'It is not submitted.' },
  done: { zh: '各环节均已办结，可以发布', en: 'Every step is taken; it can be published' },
  rejected: {
    zh: '第 {{number}} 版在第 {{position}} 步由 {{by}} 退回：{{reason}}',
    en: 'Version {{number}} came back at step {{position}} from {{by}}: {{reason}}',
  },
  'effect.undecided': { zh: '审核中 {{count}} 件', en: '{{count}} undecided' },
  'effect.awaiting': { zh: '待拨付 {{count}} 件', en: '{{count}} awaiting money' },
  'effect.reserved': {
    zh: '已锁定 {{amount}}，在途 {{transit}}',
    en: '{{amount}} reserved, {{transit}} with the bank',
  },
  'effect.available': { zh: '可用预算 {{amount}}', en: '{{amount}} still available' },
  'on.new': { zh: '新申报', en: 'New claims' },
  'on.undecided': { zh: '审核中的申报', en: 'Undecided' },
  'on.awaiting-money': { zh: '已通过、待拨付', en: 'Accepted, awaiting money' },
  'on.reserved': { zh: '已锁定的资金', en: 'Reserved money' },
  'on.available': { zh: '剩余预算', en: 'What is left of the budget' },
} as const satisfies Dictionary;
