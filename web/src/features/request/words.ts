// Words of requests (诉求).
import type { Dictionary } from '../../kit/dictionary.ts';

export const requestWords = {
  title: { zh: '诉求', en: 'Requests' },
  lead: {
    zh: '与申报无关的问题也可以提；5 个工作日内答复，可以催办，答复后请评价。',
    en: 'Ask anything, also outside a claim. It is answered within 5 working days; you may urge it, and rate the answer.',
  },
  officeLead: { zh: '待指派和待答复的诉求，最急的在前', en: 'Requests that wait to be assigned or answered' },
  none: { zh: '没有诉求', en: 'No requests' },
  new: { zh: '提出诉求', en: 'File a request' },
  subject: { zh: '事项', en: 'Subject' },
  words: { zh: '具体情况', en: 'What it is about' },
  send: { zh: '提交', en: 'Send' },
  short: { zh: '请写明事项和具体情况', en: 'Give a subject and a few words' },
  'state.filed': { zh: '待指派', en: 'to be assigned' },
  'state.assigned': { zh: '待答复', en: 'to be answered' },
  'state.answered': { zh: '已答复', en: 'answered' },
  'state.closed': { zh: '已办结', en: 'closed' },
  filed: { zh: '{{when}} 提出', en: 'filed {{when}}' },
  answerBy: { zh: '{{day}} 前答复', en: 'to be answered by {{day}}' },
  owner: { zh: '由 {{owner}} 办理', en: 'with {{owner}}' },
  urged: { zh: '已催办 {{count}} 次', en: 'urged {{count}} times' },
  urge: { zh: '催办', en: 'Urge' },
  rate: { zh: '这个答复怎么样？', en: 'How is the answer?' },
  stars: { zh: '{{stars}} 星', en: '{{stars}} stars' },
  assignTo: { zh: '指派给', en: 'Give it to' },
  nobody: { zh: '请选择', en: 'choose' },
  assign: { zh: '指派', en: 'Assign' },
  answer: { zh: '答复', en: 'Answer' },
  sendAnswer: { zh: '提交答复', en: 'Send the answer' },
} as const satisfies Dictionary;
