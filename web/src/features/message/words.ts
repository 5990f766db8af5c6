// Words of messages and saved alerts.
import type { Dictionary } from '../../kit/dictionary.ts';

export const messageWords = {
  title: { zh: '消息', en: 'Messages' },
  unread: { zh: '{{count}} 条未读', en: '{{count}} unread' },
  none: {
    zh: '还没有消息。办理有进展，或有符合订阅的新政策时会通知您。',
    en: 'No messages yet. You are told when a case moves, or a new policy matches a saved alert.',
  },
  new: { zh: '未读', en: 'new' },
  read: { zh: '已读', en: 'read' },
  markRead: { zh: '标为已读', en: 'Mark as read' },
  alerts: { zh: '政策订阅', en: 'Saved alerts' },
  alertsHint: {
    zh: '新政策发布或数据更新后，符合下列条件且适合本企业的会发来消息。',
    en: 'You are told of policies that fit you and match one of these.',
  },
  noAlerts: { zh: '还没有订阅', en: 'No alerts yet' },
  everything: { zh: '所有适合本企业的政策', en: 'every policy that fits' },
  atLeastOf: { zh: '不少于 {{amount}}', en: 'at least {{amount}}' },
  end: { zh: '取消订阅', en: 'End' },
  words: { zh: '标题含有（可不填）', en: 'Words in the title (optional)' },
  sector: { zh: '行业', en: 'Sector' },
  anySector: { zh: '不限', en: 'any' },
  atLeast: { zh: '金额不少于（元，可不填）', en: 'At least (yuan, optional)' },
  add: { zh: '订阅', en: 'Save this alert' },
} as const satisfies Dictionary;
