// What a new policy begins with: the frame of the document, with the places to fill left empty so that the checker names them.

export const NEW_POLICY = `schema: zhida-policy/1
id: new-policy
version: 1
title:
  zh: 新政策
  en: New policy
documentNumber: ''
legalText: ''
department: ''
level: city
provenance:
  kind: composed
  source: ''
structure:
  document: { zh: '', en: '' }
  clause: 第一条
  matter: { zh: '', en: '' }
dates:
  validity: {}
  application: {}
  publicityDays: 0
  paymentDays: 5
claimants: [legal-person]
approval:
  steps:
    - { step: handle, role: staff.drafter, zh: 经办, en: drafted }
    - { step: legality-review, role: staff.legal, zh: 合法性审核, en: legality review }
    - { step: approve, role: staff.approver, zh: 审批, en: approved }
  attachments:
    - { kind: fair-competition-review }
mode: confirm
kind: grant
period: once
items: [legalForm]
conditions: []
amount:
  formula: 1000
  rounding: { mode: down, toFen: 1 }
  caps:
    - { scope: case, limit: 1000, zh: 每家不超过1000元, en: 'at most ¥1,000 an enterprise' }
payees:
  - { kind: enterprise, percent: 100, zh: 企业账户, en: the enterprise’s account }
stacking: { rule: combine }
allocation: { method: queue }
funding:
  - { treasury: city, percent: 100 }
commitment: { zh: '', en: '' }
recovery: { repayWithinDays: 20, hearing: true, zh: 告知并听取陈述申辩后追回, en: recovered after notice and hearing }
examples: []
`;
