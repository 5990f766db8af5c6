// Words of the frame around the pages: navigation, sign-in, language.
import type { Dictionary } from '../kit/dictionary.ts';

export const appWords = {
  brand: { zh: '直达', en: 'Zhida' },
  slogan: { zh: '惠企政策，直达企业账户', en: 'From a published policy to money in your account' },
  skip: { zh: '跳到主要内容', en: 'Skip to the content' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  language: { zh: 'English', en: '中文' },
  languageHint: { zh: '切换为英文', en: 'Switch to Chinese' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  signingIn: { zh: '正在登录', en: 'Signing in' },
  signInFailed: { zh: '登录未完成，请重新登录', en: 'The sign-in did not go through; sign in again' },
  offline: {
    zh: '网络已断开，恢复后自动继续；已填写的内容不会丢失',
    en: 'You are offline. The page goes on by itself when the network is back; what you typed is kept',
  },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundLead: { zh: '请检查地址，或从首页重新进入', en: 'Check the address, or start from the home page' },
  toHome: { zh: '回首页', en: 'To the home page' },
  'nav.home': { zh: '可享金额', en: 'What you can receive' },
  'nav.applications': { zh: '我的申报', en: 'My applications' },
  'nav.library': { zh: '政策库', en: 'Policies' },
  'nav.inbox': { zh: '待办', en: 'Inbox' },
  'nav.policies': { zh: '政策管理', en: 'Policy desk' },
  'nav.budgets': { zh: '预算', en: 'Budgets' },
  'nav.orders': { zh: '支付单', en: 'Payment orders' },
  'nav.bankFiles': { zh: '银行文件', en: 'Bank files' },
  'nav.ledger': { zh: '账簿', en: 'Ledger' },
  'welcome.lead': {
    zh: '登录后即可看到本企业可享的政策和金额，一键确认，资金直达账户，全程可查。',
    en: 'Sign in to see which policies your enterprise can use and how much it can receive. One click claims it; you can follow every step to your account.',
  },
  'welcome.step1': { zh: '看可享金额', en: 'See what you can receive' },
  'welcome.step1Text': {
    zh: '政策自动匹配，符合、差一项、不符合都说明理由',
    en: 'Policies are matched for you; each says why it fits, what is missing, or why not',
  },
  'welcome.step2': { zh: '一键确认', en: 'Claim with one click' },
  'welcome.step2Text': {
    zh: '不用交材料，只向有关部门核验必要的数据',
    en: 'No documents: only the facts that matter are asked of the departments that hold them',
  },
  'welcome.step3': { zh: '资金到账', en: 'Money in your account' },
  'welcome.step3Text': {
    zh: '每一步精确到秒，依据和金额逐项说明',
    en: 'Every step with its time, every condition and amount explained',
  },
  'welcome.library': { zh: '先看看政策库', en: 'Browse the policies first' },
} as const satisfies Dictionary;
