// The API as types: written by `npm run api-types` from its OpenAPI description, and tested to be fresh.
export interface paths {
  '/api/appeals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 申诉列表 / Appeals that wait, or those of an enterprise */
    get: operations['GET-api-appeals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/appeals/{id}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 答复申诉（非原决定人） / Answer an appeal; not by whoever decided */
    post: operations['POST-api-appeals-id-decision'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 申报列表 / List applications */
    get: operations['GET-api-applications'];
    put?: never;
    /** 申报 / File an application */
    post: operations['POST-api-applications'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 申报详情、进度与依据 / One application with timeline and explanation */
    get: operations['GET-api-applications-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/answers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 答复提问 / Answer the reviewer */
    post: operations['POST-api-applications-id-answers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/appeals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 申诉 / Contest a decision */
    post: operations['POST-api-applications-id-appeals'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/attachments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 上传附件 / A URL to upload one attachment */
    post: operations['POST-api-applications-id-attachments'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/attachments/{attachment}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 下载附件 / A URL to download an attachment */
    get: operations['GET-api-applications-id-attachments-attachment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/completion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 补正完成，继续办理 / What was missing is there now: go on */
    post: operations['POST-api-applications-id-completion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/disputes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 数据有误，请部门核实 / Say that a fact is wrong: a task for its department */
    post: operations['POST-api-applications-id-disputes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/queries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 向企业提问 / Ask the enterprise */
    post: operations['POST-api-applications-id-queries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/rating': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 好差评 / Rate a case that has ended, once */
    post: operations['POST-api-applications-id-rating'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 决定凭证 / The decision with its proof */
    get: operations['GET-api-applications-id-receipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 人工审核 / Decide by hand */
    post: operations['POST-api-applications-id-review'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/applications/{id}/withdrawal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 撤回 / Withdraw */
    post: operations['POST-api-applications-id-withdrawal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budget-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 预算申请 / Budget requests, waiting and approved */
    get: operations['GET-api-budget-requests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budgets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 预算 / Budgets */
    get: operations['GET-api-budgets'];
    put?: never;
    /** 申请安排、核减、关闭或年终处理预算 / Ask to fund, cut or close a budget, or to end its year */
    post: operations['POST-api-budgets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budgets/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一项预算 / One budget */
    get: operations['GET-api-budgets-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/budgets/{id}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 审批预算申请（第二人） / Approve a budget request, as a second person */
    post: operations['POST-api-budgets-id-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/claim-overrides': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 待批特批 / Overrides that wait for approval */
    get: operations['GET-api-claim-overrides'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/claims/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一项兑付权益 / One claim with its legs */
    get: operations['GET-api-claims-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/claims/{id}/override': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 申请特批（与先前权益并存） / Ask that a refused claim may stand beside an earlier one */
    post: operations['POST-api-claims-id-override'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/claims/{id}/override/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 批准特批（第二人） / Approve an override, as a second person */
    post: operations['POST-api-claims-id-override-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cockpit/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 预警 / What a leader must know now */
    get: operations['GET-api-cockpit-alerts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cockpit/bulletins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 快报 / The bulletins of the last days, newest first */
    get: operations['GET-api-cockpit-bulletins'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/cockpit/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 驾驶舱数据 / Figures by policy, district and day */
    get: operations['GET-api-cockpit-summary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 企业列表：按代码前缀、名称片段或区划 / Enterprises by start of code, part of name, or district */
    get: operations['GET-api-enterprises'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises/{uscc}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 企业登记信息 / One enterprise */
    get: operations['GET-api-enterprises-uscc'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises/{uscc}/matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 企业可享政策 / What fits an enterprise */
    get: operations['GET-api-enterprises-uscc-matches'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises/{uscc}/subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 订阅 / What an enterprise wants to be told of */
    get: operations['GET-api-enterprises-uscc-subscriptions'];
    put?: never;
    /** 新增订阅 / Ask to be told of policies that fit */
    post: operations['POST-api-enterprises-uscc-subscriptions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises/{uscc}/subscriptions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** 取消订阅 / End a subscription */
    delete: operations['DELETE-api-enterprises-uscc-subscriptions-id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/enterprises/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 导入登记数据：正文为1MB以内的CSV；正文为空或{}则返回上传地址 / Import a register file: a CSV of at most 1 MB as the body, or an empty body or {} for an upload URL */
    post: operations['POST-api-enterprises-imports'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exceptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 待处理事项 / Open exceptions; a department sees its own */
    get: operations['GET-api-exceptions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exceptions/{id}/closure': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 办结事项 / Close an exception with its resolution */
    post: operations['POST-api-exceptions-id-closure'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exceptions/{id}/settlement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 提出处理银行流水：挂到付款，或退回银行 / Propose what a bank line is: a payment of ours, or money that goes back */
    post: operations['POST-api-exceptions-id-settlement'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/exceptions/{id}/settlement/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 批准处理银行流水（第二人） / Approve what a bank line is, as a second person */
    post: operations['POST-api-exceptions-id-settlement-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 健康检查 / Is it up? */
    get: operations['GET-api-health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 暂停事项及其天数 / Holds with their age, oldest first */
    get: operations['GET-api-holds'];
    put?: never;
    /** 暂停对收款人、政策、支付单或付款的支付 / Hold the money of a payee, a policy, an order or a leg */
    post: operations['POST-api-holds'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/holds/releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 解除暂停 / Lift a hold, with the reason */
    post: operations['POST-api-holds-releases'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/hub/calls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 数据使用记录 / Every question asked about an enterprise */
    get: operations['GET-api-hub-calls'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/hub/departments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 部门名称 / The departments in words */
    get: operations['GET-api-hub-departments'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/hub/items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 数据项目录 / The catalogue of data items */
    get: operations['GET-api-hub-items'];
    put?: never;
    /** 发布数据项目录 / Publish the catalogue of data items */
    post: operations['POST-api-hub-items'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/hub/sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 数据来源部门 / The departments that answer */
    get: operations['GET-api-hub-sources'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 任务进度与结果 / How a job goes and what it came to */
    get: operations['GET-api-jobs-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/jobs/{id}/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 未通过的行（CSV） / The refused rows as CSV */
    get: operations['GET-api-jobs-id-report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 账簿分录 / Journal entries of a subject */
    get: operations['GET-api-ledger-entries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/reconciliations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 日终三方核对 / Days checked: ledger = orders = bank */
    get: operations['GET-api-ledger-reconciliations'];
    put?: never;
    /** 核对某日账簿、支付单与银行 / Check a day: ledger = orders = bank */
    post: operations['POST-api-ledger-reconciliations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/reconciliations/{day}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 某日三方现状与差异明细 / A day as ledger, orders and bank tell it now, with the lines that differ */
    get: operations['GET-api-ledger-reconciliations-day'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/ledger/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 账簿核对 / Do the books balance? */
    get: operations['GET-api-ledger-verification'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 消息 / Messages, newest first, and how many are unread */
    get: operations['GET-api-messages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/messages/{id}/reading': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 标记已读 / Mark a message as read */
    post: operations['POST-api-messages-id-reading'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 接口说明 / This API, described */
    get: operations['GET-api-openapi-json'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payee-accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 待核验的收款账户 / Accounts that wait for a second person */
    get: operations['GET-api-payee-accounts'];
    put?: never;
    /** 登记或变更收款账户 / Register or change a payee’s account */
    post: operations['POST-api-payee-accounts'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payee-accounts/{id}/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 核验收款账户（第二人） / Verify a payee’s account, as a second person */
    post: operations['POST-api-payee-accounts-id-verification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payee-accounts/{uscc}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 企业收款账户（掩码） / Where an enterprise is paid, masked */
    get: operations['GET-api-payee-accounts-uscc'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payee-accounts/{uscc}/registration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 登记的收款账户：现用、冷静期内的变更、待核验 / A payee’s registered account: in force, under its cooling time, waiting to be verified */
    get: operations['GET-api-payee-accounts-uscc-registration'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 支付单 / Payment orders by state or policy */
    get: operations['GET-api-payment-orders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一张支付单 / One payment order */
    get: operations['GET-api-payment-orders-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-orders/{id}/desk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 复核所需：收款人、账户、核定、暂停与逐笔状态 / What a checker must see: payees, accounts, awards, holds, and where each line stands */
    get: operations['GET-api-payment-orders-id-desk'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-orders/{id}/preparation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 复核支付单（编制人） / Answer for a prepared payment order, as its maker */
    post: operations['POST-api-payment-orders-id-preparation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-orders/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 放行支付单（第二人） / Release a payment order, as a second person */
    post: operations['POST-api-payment-orders-id-release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 急停状态 / Emergency stops in force */
    get: operations['GET-api-payment-stop'];
    put?: never;
    /** 急停：通道或政策 / Stop every payment of a rail or a policy at once */
    post: operations['POST-api-payment-stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-stop/releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 恢复支付（第二人） / Lift an emergency stop, as a second person */
    post: operations['POST-api-payment-stop-releases'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 政策库 / The policy library: what is or was in force */
    get: operations['GET-api-policies'];
    put?: never;
    /** 起草政策 / Draft a policy, or an amendment */
    post: operations['POST-api-policies'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 政策全文 / One policy in force: head, document, and what a claim may ask of whom */
    get: operations['GET-api-policies-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 办理当前审批环节 / Take the next step of the approval route, as a person without an earlier one */
    post: operations['POST-api-policies-id-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/calculation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 政策计算器 / Calculate on typed facts; nothing is kept */
    post: operations['POST-api-policies-id-calculation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/closure': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 关闭 / Close */
    post: operations['POST-api-policies-id-closure'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/consequences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 修订、暂停、关闭的后果 / What amending, suspending or closing would mean for open applications and money */
    get: operations['GET-api-policies-id-consequences'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 政策匹配结果 / The report of a policy’s matching */
    get: operations['GET-api-policies-id-matches'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/matches/firms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 匹配到的企业名单（查看留痕） / The firms that a policy’s matching found; each look is on record */
    get: operations['GET-api-policies-id-matches-firms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/publication': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 发布 / Publish */
    post: operations['POST-api-policies-id-publication'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/rejection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 退回起草人，或由起草人撤回 / Send it back to its author, or call it back as the author */
    post: operations['POST-api-policies-id-rejection'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/resumption': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 恢复（暂停人以外的人） / Resume, as another person than who suspended it */
    post: operations['POST-api-policies-id-resumption'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/route': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 审批流程 / The approval route: who took which step, and what is next */
    get: operations['GET-api-policies-id-route'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/submission': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 送审 / Submit for approval */
    post: operations['POST-api-policies-id-submission'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/suspension': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 暂停 / Suspend */
    post: operations['POST-api-policies-id-suspension'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/trials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 政策的试算 / The trials of a policy, newest first */
    get: operations['GET-api-policies-id-trials'];
    put?: never;
    /** 在登记库上试算政策，不产生任何申报 / Try a policy on the register, without any effect on applications */
    post: operations['POST-api-policies-id-trials'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/trials/{trialId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一次试算及其结果 / One trial with its report */
    get: operations['GET-api-policies-id-trials-trialId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/trials/{trialId}/firms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 受版本差异影响的企业（CSV） / The firms that a difference affects, as CSV */
    get: operations['GET-api-policies-id-trials-trialId-firms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 版本 / All versions of a policy */
    get: operations['GET-api-policies-id-versions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/{id}/versions/{number}/difference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 修订版与现行版的差异：谁增谁减 / What an amendment changes against the version in force: who gains, who loses */
    get: operations['GET-api-policies-id-versions-number-difference'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policies/checks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 检查政策并试算其算例，不保存 / Check a policy and run its worked examples; nothing is kept */
    post: operations['POST-api-policies-checks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policy-desk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 全部政策，含草稿 / Every policy, drafts among them */
    get: operations['GET-api-policy-desk'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/policy-desk/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一项政策的最新版 / The latest version of one policy, in force or not */
    get: operations['GET-api-policy-desk-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/receipts/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 核验决定凭证 / Check a receipt; nothing is kept */
    post: operations['POST-api-receipts-verification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 追补事项 / Adjustments by state or enterprise */
    get: operations['GET-api-recoveries'];
    put?: never;
    /** 提出补发或追回 / Propose to top up or to recover */
    post: operations['POST-api-recoveries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 一项追补 / One adjustment */
    get: operations['GET-api-recoveries-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 批准补发或发出追回告知（第二人） / Approve a supplement, or send the notice */
    post: operations['POST-api-recoveries-id-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/hearing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 陈述申辩与裁决 / What the enterprise said, and the outcome */
    post: operations['POST-api-recoveries-id-hearing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/offsets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 从后续兑付中抵扣 / Keep what is owed from a later award */
    post: operations['POST-api-recoveries-id-offsets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/repayments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 登记还款 / Enter a repayment by its bank reference */
    post: operations['POST-api-recoveries-id-repayments'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/restoration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 当年退回恢复指标（第二人） / Give a refund of the year back to its budget */
    post: operations['POST-api-recoveries-id-restoration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/write-off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 申请核销无法收回的款项 / Ask to write off what can no longer be collected */
    post: operations['POST-api-recoveries-id-write-off'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/{id}/write-off/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 批准核销（第二人） / Approve a write-off, as a second person */
    post: operations['POST-api-recoveries-id-write-off-approval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/previews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 预览追补差额 / Preview what a correction would change */
    post: operations['POST-api-recoveries-previews'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/recoveries/self-corrections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 企业自行更正退回 / Say oneself that too much was paid */
    post: operations['POST-api-recoveries-self-corrections'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 诉求列表 / Requests of an enterprise, or all that wait */
    get: operations['GET-api-requests'];
    put?: never;
    /** 提出诉求 / File a request */
    post: operations['POST-api-requests'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/requests/{id}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 答复 / Answer a request, as its owner */
    post: operations['POST-api-requests-id-answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/requests/{id}/assignment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 指派 / Give a request to a role */
    post: operations['POST-api-requests-id-assignment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/requests/{id}/rating': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 评价答复 / Rate the answer; a bad rating opens it once more */
    post: operations['POST-api-requests-id-rating'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/requests/{id}/urging': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 催办 / Urge a request */
    post: operations['POST-api-requests-id-urging'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 按企业名称、代码、申报、支付单、付款编号查找 / Find by name, code, case, order or EndToEndId */
    get: operations['GET-api-search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 已处理的银行文件 / Bank files taken */
    get: operations['GET-api-statements'];
    put?: never;
    /** 上传银行文件 / Hand in a bank file */
    post: operations['POST-api-statements'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/statements/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 银行文件逐行解析与去向 / A bank file line by line, and what each line became */
    get: operations['GET-api-statements-id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Problem: {
      code: string;
      detail: string;
      en: string;
      evidence?: {
        [key: string]: unknown;
      };
      fields?: {
        en: string;
        path: string;
        zh: string;
      }[];
      reason?: string;
      requestId: string;
      status: number;
      title: string;
      type: string;
      zh: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'GET-api-appeals': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        state?: 'filed';
        uscc?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              against: {
                amountFen?: number;
                by: string;
                /** Format: date-time */
                decidedAt: string;
                refusedBy?: string[];
                /** @enum {string} */
                state:
                  | 'submitted'
                  | 'awaiting-data'
                  | 'awaiting-applicant'
                  | 'in-review'
                  | 'in-publicity'
                  | 'accepted'
                  | 'queued'
                  | 'reserved'
                  | 'granted'
                  | 'refused'
                  | 'withdrawn';
              };
              applicationId: string;
              attachments: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              decideBy: string;
              /** Format: date-time */
              decidedAt?: string;
              decidedBy?: string;
              districtCode: string;
              enterpriseName: string;
              /** Format: date-time */
              filedAt: string;
              filedBy: string;
              grounds: string;
              id: string;
              policyId: string;
              reason?: string;
              revision: number;
              /** @enum {string} */
              state: 'filed' | 'accepted' | 'refused';
              uscc: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-appeals-id-decision': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'accept' | 'refuse';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            against: {
              amountFen?: number;
              by: string;
              /** Format: date-time */
              decidedAt: string;
              refusedBy?: string[];
              /** @enum {string} */
              state:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn';
            };
            applicationId: string;
            attachments: {
              bytes: number;
              /** @enum {string} */
              contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
              id: string;
              name: string;
            }[];
            decideBy: string;
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            districtCode: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            grounds: string;
            id: string;
            policyId: string;
            reason?: string;
            revision: number;
            /** @enum {string} */
            state: 'filed' | 'accepted' | 'refused';
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-applications': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        policyId?: string;
        state?:
          | 'submitted'
          | 'awaiting-data'
          | 'awaiting-applicant'
          | 'in-review'
          | 'in-publicity'
          | 'accepted'
          | 'queued'
          | 'reserved'
          | 'granted'
          | 'refused'
          | 'withdrawn';
        uscc?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              amountFen?: number;
              /** Format: date-time */
              askedAt?: string;
              asOf: string;
              award?: {
                amountFen: number;
                parts: number;
                reservedFen: number;
              };
              blockedBy?: {
                claimId?: string;
                reason: string;
              };
              checkedUpTo?: number;
              /** Format: date-time */
              decidedAt?: string;
              declared?: {
                count: number;
                field: string;
                item: string;
                sha256: string;
              };
              districtCode: string;
              enterpriseName: string;
              hold?: {
                by: string;
                reason: string;
                /** Format: date-time */
                since: string;
              };
              id: string;
              missing?: string[];
              override?: {
                approvedBy: string;
                earlierClaimId: string;
                reason: string;
                requestedBy: string;
              };
              period: string;
              policyId: string;
              policyVersion: number;
              publicUntil?: string;
              queries?: {
                answer?: string;
                answerBy: string;
                /** Format: date-time */
                answeredAt?: string;
                answeredBy?: string;
                /** Format: date-time */
                askedAt: string;
                askedBy: string;
                attachments?: {
                  bytes: number;
                  /** @enum {string} */
                  contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                  id: string;
                  name: string;
                }[];
                question: string;
              }[];
              refusedBy?: string[];
              revision: number;
              /** @enum {string} */
              shown?:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn'
                | 'ordered'
                | 'sent'
                | 'paid'
                | 'returned';
              /** @enum {string} */
              state:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn';
              /** Format: date-time */
              submittedAt: string;
              submittedBy: string;
              supplements?: number;
              uscc: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          instalment?: number;
          lines?: string[];
          policyId: string;
          uscc: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-applications-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appeals: {
              against: {
                amountFen?: number;
                by: string;
                /** Format: date-time */
                decidedAt: string;
                refusedBy?: string[];
                /** @enum {string} */
                state:
                  | 'submitted'
                  | 'awaiting-data'
                  | 'awaiting-applicant'
                  | 'in-review'
                  | 'in-publicity'
                  | 'accepted'
                  | 'queued'
                  | 'reserved'
                  | 'granted'
                  | 'refused'
                  | 'withdrawn';
              };
              applicationId: string;
              attachments: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              decideBy: string;
              /** Format: date-time */
              decidedAt?: string;
              decidedBy?: string;
              districtCode: string;
              enterpriseName: string;
              /** Format: date-time */
              filedAt: string;
              filedBy: string;
              grounds: string;
              id: string;
              policyId: string;
              reason?: string;
              revision: number;
              /** @enum {string} */
              state: 'filed' | 'accepted' | 'refused';
              uscc: string;
              version: number;
            }[];
            application: {
              amountFen?: number;
              /** Format: date-time */
              askedAt?: string;
              asOf: string;
              award?: {
                amountFen: number;
                parts: number;
                reservedFen: number;
              };
              blockedBy?: {
                claimId?: string;
                reason: string;
              };
              checkedUpTo?: number;
              /** Format: date-time */
              decidedAt?: string;
              declared?: {
                count: number;
                field: string;
                item: string;
                sha256: string;
              };
              districtCode: string;
              enterpriseName: string;
              hold?: {
                by: string;
                reason: string;
                /** Format: date-time */
                since: string;
              };
              id: string;
              missing?: string[];
              override?: {
                approvedBy: string;
                earlierClaimId: string;
                reason: string;
                requestedBy: string;
              };
              period: string;
              policyId: string;
              policyVersion: number;
              publicUntil?: string;
              queries?: {
                answer?: string;
                answerBy: string;
                /** Format: date-time */
                answeredAt?: string;
                answeredBy?: string;
                /** Format: date-time */
                askedAt: string;
                askedBy: string;
                attachments?: {
                  bytes: number;
                  /** @enum {string} */
                  contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                  id: string;
                  name: string;
                }[];
                question: string;
              }[];
              refusedBy?: string[];
              revision: number;
              /** @enum {string} */
              state:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn';
              /** Format: date-time */
              submittedAt: string;
              submittedBy: string;
              supplements?: number;
              uscc: string;
              version: number;
            };
            bankLines: {
              amountFen: number;
              endToEndId: string;
              payeeAccount: string;
              payeeName: string;
              payerName: string;
              remark: string;
            }[];
            claim?: {
              amountFen: number;
              districtCode: string;
              entitledFen?: number;
              id: string;
              legIds: string[];
              override?: {
                approvedBy: string;
                earlierClaimId: string;
                reason: string;
                requestedBy: string;
              };
              part?: number;
              period: string;
              policyId: string;
              policyVersion: number;
              refusedLines?: {
                earlierClaimId: string;
                index: number;
              }[];
              /** Format: date-time */
              reservedAt: string;
              uscc: string;
              version: number;
            };
            contestableUntil?: string;
            decision?: {
              asked?: {
                department: string;
                items: string[];
                nonce?: string;
                /** @enum {string} */
                outcome: 'answered' | 'down';
                purpose: {
                  applicationId: string;
                  policyId: string;
                  policyVersion: number;
                };
                uscc: string;
              }[];
              evaluation?: {
                amountFen: number | null;
                conditions: {
                  name: string;
                  value: boolean | null;
                }[];
                lines?: {
                  amountFen: number | null;
                  conditions: {
                    name: string;
                    value: boolean | null;
                  }[];
                  duplicateOf?: number;
                  index: number;
                  /** @enum {string} */
                  outcome: 'eligible' | 'ineligible' | 'unknown';
                  uniqueKeys: (string | null)[];
                }[];
                missing: string[];
                /** @enum {string} */
                outcome: 'eligible' | 'ineligible' | 'unknown';
                steps: {
                  amountFen?: number;
                  en: string;
                  name: string;
                  text: string | null;
                  zh: string;
                }[];
              };
              facts?: {
                [key: string]: unknown;
              };
              fault?: {
                code: string;
                en?: string;
                zh?: string;
              } & {
                [key: string]: unknown;
              };
              policyHash?: string;
              receipts?: {
                asOf: string;
                department: string;
                nonce: string;
                /** Format: base64url */
                signature: string;
                uscc: string;
                values: {
                  [key: string]:
                    | (string | number | boolean | null)
                    | {
                        [key: string]: string | number | boolean | null;
                      }[];
                };
              }[];
              review?: {
                /** @enum {string} */
                decision: 'accept' | 'refuse';
                reason: string;
              };
            } & {
              [key: string]: unknown;
            };
            disputes: {
              item: string;
              /** Format: date-time */
              openedAt: string;
              resolution?: string;
              /** @enum {string} */
              state: 'open' | 'closed';
              words: string;
            }[];
            legs: {
              amountFen: number;
              applicationId?: string;
              /** Format: date-time */
              askedAt?: string;
              bankReference?: string;
              budgetId: string;
              claimId: string;
              /** Format: date-time */
              decidedAt?: string;
              districtCode: string;
              endToEndId: string;
              id: string;
              /** Format: date-time */
              orderedAt?: string;
              orderId?: string;
              payeeId?: string;
              policyId: string;
              /** Format: date-time */
              reservedAt: string;
              round: number;
              sentBack?: {
                /** @enum {string} */
                kind: 'rejected' | 'returned';
                reason: string;
              };
              /** Format: date-time */
              settledAt?: string;
              /** @enum {string} */
              state: 'reserved' | 'ordered' | 'paid' | 'returned' | 'void';
              uscc: string;
              version: number;
            }[];
            next: {
              by?: string;
              departments?: string[];
              /** @enum {string} */
              who:
                | 'platform'
                | 'enterprise'
                | 'department'
                | 'reviewer'
                | 'public'
                | 'treasury'
                | 'releaser'
                | 'bank'
                | 'nobody';
            };
            queue?: {
              payBy?: string;
              position: number;
              undecidedBefore: number;
            };
            rating?: {
              districtCode: string;
              id: string;
              policyId: string;
              /** Format: date-time */
              ratedAt: string;
              ratedBy: string;
              stars: number;
              uscc: string;
              version: number;
              words?: string;
            };
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn'
              | 'ordered'
              | 'sent'
              | 'paid'
              | 'returned';
            timeline: {
              amountFen?: number;
              /** Format: date-time */
              at: string;
              bankReference?: string;
              by: string;
              step: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-answers': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          answer: string;
          /** @default [] */
          attachments?: {
            bytes: number;
            /** @enum {string} */
            contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
            id: string;
            name: string;
          }[];
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-appeals': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default [] */
          attachments?: {
            bytes: number;
            /** @enum {string} */
            contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
            id: string;
            name: string;
          }[];
          grounds: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            against: {
              amountFen?: number;
              by: string;
              /** Format: date-time */
              decidedAt: string;
              refusedBy?: string[];
              /** @enum {string} */
              state:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn';
            };
            applicationId: string;
            attachments: {
              bytes: number;
              /** @enum {string} */
              contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
              id: string;
              name: string;
            }[];
            decideBy: string;
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: string;
            districtCode: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            grounds: string;
            id: string;
            policyId: string;
            reason?: string;
            revision: number;
            /** @enum {string} */
            state: 'filed' | 'accepted' | 'refused';
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-attachments': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          bytes: number;
          /** @enum {string} */
          contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
          name: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            attachment: {
              bytes: number;
              /** @enum {string} */
              contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
              id: string;
              name: string;
            };
            uploadExpiresSeconds: number;
            uploadUrl: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-applications-id-attachments-attachment': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        attachment: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            downloadUrl: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-completion': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-disputes': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          item: string;
          words: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            closedAt?: string;
            closedBy?: string;
            /** Format: date-time */
            dueAt?: string;
            en: string;
            evidence: {
              [key: string]: unknown;
            };
            id: string;
            /** Format: date-time */
            openedAt: string;
            owner: string;
            reason: string;
            resolution?: string;
            settlement?: {
              approvedBy?: string;
              /** @enum {string} */
              kind: 'attach' | 'return-to-bank';
              legId?: string;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
            };
            /** @enum {string} */
            state: 'open' | 'closed';
            subject: string;
            version: number;
            zh: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-queries': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          question: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-rating': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          stars: number;
          words?: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            districtCode: string;
            id: string;
            policyId: string;
            /** Format: date-time */
            ratedAt: string;
            ratedBy: string;
            stars: number;
            uscc: string;
            version: number;
            words?: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-applications-id-receipt': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            application: {
              amountFen?: number;
              /** Format: date-time */
              askedAt?: string;
              asOf: string;
              award?: {
                amountFen: number;
                parts: number;
                reservedFen: number;
              };
              blockedBy?: {
                claimId?: string;
                reason: string;
              };
              checkedUpTo?: number;
              /** Format: date-time */
              decidedAt?: string;
              declared?: {
                count: number;
                field: string;
                item: string;
                sha256: string;
              };
              districtCode: string;
              enterpriseName: string;
              hold?: {
                by: string;
                reason: string;
                /** Format: date-time */
                since: string;
              };
              id: string;
              missing?: string[];
              override?: {
                approvedBy: string;
                earlierClaimId: string;
                reason: string;
                requestedBy: string;
              };
              period: string;
              policyId: string;
              policyVersion: number;
              publicUntil?: string;
              queries?: {
                answer?: string;
                answerBy: string;
                /** Format: date-time */
                answeredAt?: string;
                answeredBy?: string;
                /** Format: date-time */
                askedAt: string;
                askedBy: string;
                attachments?: {
                  bytes: number;
                  /** @enum {string} */
                  contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                  id: string;
                  name: string;
                }[];
                question: string;
              }[];
              refusedBy?: string[];
              revision: number;
              /** @enum {string} */
              state:
                | 'submitted'
                | 'awaiting-data'
                | 'awaiting-applicant'
                | 'in-review'
                | 'in-publicity'
                | 'accepted'
                | 'queued'
                | 'reserved'
                | 'granted'
                | 'refused'
                | 'withdrawn';
              /** Format: date-time */
              submittedAt: string;
              submittedBy: string;
              supplements?: number;
              uscc: string;
              version: number;
            };
            decision?: {
              asked?: {
                department: string;
                items: string[];
                nonce?: string;
                /** @enum {string} */
                outcome: 'answered' | 'down';
                purpose: {
                  applicationId: string;
                  policyId: string;
                  policyVersion: number;
                };
                uscc: string;
              }[];
              evaluation?: {
                amountFen: number | null;
                conditions: {
                  name: string;
                  value: boolean | null;
                }[];
                lines?: {
                  amountFen: number | null;
                  conditions: {
                    name: string;
                    value: boolean | null;
                  }[];
                  duplicateOf?: number;
                  index: number;
                  /** @enum {string} */
                  outcome: 'eligible' | 'ineligible' | 'unknown';
                  uniqueKeys: (string | null)[];
                }[];
                missing: string[];
                /** @enum {string} */
                outcome: 'eligible' | 'ineligible' | 'unknown';
                steps: {
                  amountFen?: number;
                  en: string;
                  name: string;
                  text: string | null;
                  zh: string;
                }[];
              };
              facts?: {
                [key: string]: unknown;
              };
              fault?: {
                code: string;
                en?: string;
                zh?: string;
              } & {
                [key: string]: unknown;
              };
              policyHash?: string;
              receipts?: {
                asOf: string;
                department: string;
                nonce: string;
                /** Format: base64url */
                signature: string;
                uscc: string;
                values: {
                  [key: string]:
                    | (string | number | boolean | null)
                    | {
                        [key: string]: string | number | boolean | null;
                      }[];
                };
              }[];
              review?: {
                /** @enum {string} */
                decision: 'accept' | 'refuse';
                reason: string;
              };
            } & {
              [key: string]: unknown;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-review': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'accept' | 'refuse';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-applications-id-withdrawal': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-budget-requests': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              amountFen: number;
              approvedBy?: string;
              budgetUnit: string;
              economicClass: string;
              fiscalYear: number;
              functionClass: string;
              fundNature: string;
              id: string;
              /** @enum {string} */
              kind: 'fund' | 'cut' | 'close' | 'carry-over' | 'lapse';
              payBy?: string;
              payer: {
                account: string;
                clearingMember: string;
                name: string;
                treasury?: string;
              };
              policyId: string;
              quotaNumber: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
              source: string;
              /** @enum {string} */
              state: 'requested' | 'approved' | 'rejected';
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-budgets': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              appropriated: number;
              available: number;
              budgetUnit: string;
              economicClass: string;
              epoch: number;
              fiscalYear: number;
              functionClass: string;
              fundNature: string;
              held: number;
              id: string;
              inTransit: number;
              /** Format: date-time */
              openedAt: string;
              paid: number;
              payBy?: string;
              payer: {
                account: string;
                clearingMember: string;
                name: string;
                treasury?: string;
              };
              policyId: string;
              quotaNumber: string;
              receivable?: number;
              recovered?: number;
              source: string;
              /** @enum {string} */
              status: 'open' | 'closed';
              writtenOff?: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-budgets': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          amountFen: number;
          budgetUnit: string;
          economicClass: string;
          fiscalYear: number;
          functionClass: string;
          fundNature: string;
          /** @enum {string} */
          kind: 'fund' | 'cut' | 'close' | 'carry-over' | 'lapse';
          payBy?: string;
          payer: {
            account: string;
            clearingMember: string;
            name: string;
            treasury?: string;
          };
          policyId: string;
          quotaNumber: string;
          source: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen: number;
            approvedBy?: string;
            budgetUnit: string;
            economicClass: string;
            fiscalYear: number;
            functionClass: string;
            fundNature: string;
            id: string;
            /** @enum {string} */
            kind: 'fund' | 'cut' | 'close' | 'carry-over' | 'lapse';
            payBy?: string;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
              treasury?: string;
            };
            policyId: string;
            quotaNumber: string;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string;
            source: string;
            /** @enum {string} */
            state: 'requested' | 'approved' | 'rejected';
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-budgets-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appropriated: number;
            available: number;
            budgetUnit: string;
            economicClass: string;
            epoch: number;
            fiscalYear: number;
            functionClass: string;
            fundNature: string;
            held: number;
            id: string;
            inTransit: number;
            /** Format: date-time */
            openedAt: string;
            paid: number;
            payBy?: string;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
              treasury?: string;
            };
            policyId: string;
            quotaNumber: string;
            receivable?: number;
            recovered?: number;
            source: string;
            /** @enum {string} */
            status: 'open' | 'closed';
            writtenOff?: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-budgets-id-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appropriated: number;
            available: number;
            budgetUnit: string;
            economicClass: string;
            epoch: number;
            fiscalYear: number;
            functionClass: string;
            fundNature: string;
            held: number;
            id: string;
            inTransit: number;
            /** Format: date-time */
            openedAt: string;
            paid: number;
            payBy?: string;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
              treasury?: string;
            };
            policyId: string;
            quotaNumber: string;
            receivable?: number;
            recovered?: number;
            source: string;
            /** @enum {string} */
            status: 'open' | 'closed';
            writtenOff?: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-claim-overrides': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              approvedBy?: string;
              earlierClaimId: string;
              id: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
              /** @enum {string} */
              state: 'requested' | 'approved';
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-claims-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            claim: {
              amountFen: number;
              districtCode: string;
              entitledFen?: number;
              id: string;
              legIds: string[];
              override?: {
                approvedBy: string;
                earlierClaimId: string;
                reason: string;
                requestedBy: string;
              };
              part?: number;
              period: string;
              policyId: string;
              policyVersion: number;
              refusedLines?: {
                earlierClaimId: string;
                index: number;
              }[];
              /** Format: date-time */
              reservedAt: string;
              uscc: string;
              version: number;
            };
            legs: {
              amountFen: number;
              applicationId?: string;
              /** Format: date-time */
              askedAt?: string;
              bankReference?: string;
              budgetId: string;
              claimId: string;
              /** Format: date-time */
              decidedAt?: string;
              districtCode: string;
              endToEndId: string;
              id: string;
              /** Format: date-time */
              orderedAt?: string;
              orderId?: string;
              payeeId?: string;
              policyId: string;
              /** Format: date-time */
              reservedAt: string;
              round: number;
              sentBack?: {
                /** @enum {string} */
                kind: 'rejected' | 'returned';
                reason: string;
              };
              /** Format: date-time */
              settledAt?: string;
              /** @enum {string} */
              state: 'reserved' | 'ordered' | 'paid' | 'returned' | 'void';
              uscc: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-claims-id-override': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approvedBy?: string;
            earlierClaimId: string;
            id: string;
            reason: string;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: string;
            /** @enum {string} */
            state: 'requested' | 'approved';
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-claims-id-override-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            /** Format: date-time */
            askedAt?: string;
            asOf: string;
            award?: {
              amountFen: number;
              parts: number;
              reservedFen: number;
            };
            blockedBy?: {
              claimId?: string;
              reason: string;
            };
            checkedUpTo?: number;
            /** Format: date-time */
            decidedAt?: string;
            declared?: {
              count: number;
              field: string;
              item: string;
              sha256: string;
            };
            districtCode: string;
            enterpriseName: string;
            hold?: {
              by: string;
              reason: string;
              /** Format: date-time */
              since: string;
            };
            id: string;
            missing?: string[];
            override?: {
              approvedBy: string;
              earlierClaimId: string;
              reason: string;
              requestedBy: string;
            };
            period: string;
            policyId: string;
            policyVersion: number;
            publicUntil?: string;
            queries?: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              askedAt: string;
              askedBy: string;
              attachments?: {
                bytes: number;
                /** @enum {string} */
                contentType: 'application/pdf' | 'image/png' | 'image/jpeg';
                id: string;
                name: string;
              }[];
              question: string;
            }[];
            refusedBy?: string[];
            revision: number;
            /** @enum {string} */
            state:
              | 'submitted'
              | 'awaiting-data'
              | 'awaiting-applicant'
              | 'in-review'
              | 'in-publicity'
              | 'accepted'
              | 'queued'
              | 'reserved'
              | 'granted'
              | 'refused'
              | 'withdrawn';
            /** Format: date-time */
            submittedAt: string;
            submittedBy: string;
            supplements?: number;
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-cockpit-alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              amountFen?: number;
              en: string;
              id: string;
              /** @enum {string} */
              kind: 'stop' | 'hold' | 'budget' | 'exceptions' | 'orders' | 'day';
              /** @enum {string} */
              level: 'critical' | 'warning';
              /** Format: date-time */
              since?: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-cockpit-bulletins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              day: string;
              en: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-cockpit-summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            asOf: string;
            days: {
              byDistrict: {
                [key: string]: {
                  accepted: number;
                  applied: number;
                  paid: number;
                  paidFen: number;
                  refused: number;
                  reserved: number;
                  reservedFen: number;
                  returned: number;
                  served?: number;
                  waiting: number;
                };
              };
              id: string;
              lastPaidAt?: string;
              refusedBy: {
                [key: string]: number;
              };
              version: number;
            }[];
            district?: string;
            items: {
              byDistrict: {
                [key: string]: {
                  accepted: number;
                  applied: number;
                  paid: number;
                  paidFen: number;
                  refused: number;
                  reserved: number;
                  reservedFen: number;
                  returned: number;
                  served?: number;
                  waiting: number;
                };
              };
              id: string;
              lastPaidAt?: string;
              refusedBy: {
                [key: string]: number;
              };
              version: number;
            }[];
            today: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-enterprises': {
    parameters: {
      query?: {
        cursor?: string;
        district?: string;
        limit?: string;
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              capitalFen?: number;
              districtCode?: string;
              foreignCapital?: {
                amountMinor: number;
                /** @enum {string} */
                currency:
                  | 'USD'
                  | 'HKD'
                  | 'JPY'
                  | 'EUR'
                  | 'GBP'
                  | 'SGD'
                  | 'FRF'
                  | 'CHF'
                  | 'DEM'
                  | 'AUD'
                  | 'CAD'
                  | 'TWD'
                  | 'MOP'
                  | 'KRW';
              };
              id: string;
              /** @enum {string} */
              legalForm?:
                | 'legal-person'
                | 'branch'
                | 'individual-business'
                | 'sole-proprietorship'
                | 'partnership'
                | 'cooperative'
                | 'representative-office'
                | 'other';
              name: string;
              registeredOn: string;
              repairs?: {
                from: string;
                /** @enum {string} */
                kind:
                  | 'uscc-case'
                  | 'uscc-width'
                  | 'uscc-blanks'
                  | 'name-blanks'
                  | 'date-spelling'
                  | 'capital-spelling'
                  | 'capital-column'
                  | 'capital-rounded';
              }[];
              scope?: string;
              typeText?: string;
              uscc: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-enterprises-uscc': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-enterprises-uscc-matches': {
    parameters: {
      query?: {
        policyId?: string;
      };
      header?: never;
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            asOf: string;
            matches: ({
              amountFen: number | null;
              applied?: {
                amountFen?: number;
                id: string;
                state: string;
              };
              failed: {
                en: string;
                name: string;
                wouldFit?: {
                  en: string;
                  zh: string;
                };
                zh: string;
              }[];
              firstInstalment?: {
                amountFen: number | null;
                of: number;
                percent: number;
              };
              from?: string;
              group?: string;
              missing: string[];
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              notCalculated?: {
                en: string;
                zh: string;
              };
              /** @enum {string} */
              outcome: 'eligible' | 'unknown' | 'ineligible';
              policyId: string;
              /** @enum {string} */
              stacking: 'combine' | 'exclusive' | 'highest';
              titleEn: string;
              titleZh: string;
              until?: string;
              /** @enum {string} */
              window: 'open' | 'not-yet' | 'over';
            } & {
              [key: string]: unknown;
            })[];
            name: string;
            uscc: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-enterprises-uscc-subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              /** Format: date-time */
              at: string;
              atLeastFen?: number;
              by: string;
              id: string;
              sector?: string;
              words?: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-enterprises-uscc-subscriptions': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          atLeastFen?: number;
          sector?: string;
          words?: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              /** Format: date-time */
              at: string;
              atLeastFen?: number;
              by: string;
              id: string;
              sector?: string;
              words?: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'DELETE-api-enterprises-uscc-subscriptions-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              /** Format: date-time */
              at: string;
              atLeastFen?: number;
              by: string;
              id: string;
              sector?: string;
              words?: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-enterprises-imports': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': string;
        'text/csv': string;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            job: {
              by: string;
              createdAt: string;
              details?: {
                created: number;
                reasons: {
                  [key: string]: number;
                };
                repairs: {
                  [key: string]: number;
                };
                unknown: {
                  capitalAbsent: number;
                  capitalUnreadable: number;
                  district: number;
                  legalForm: number;
                };
                updated: number;
              };
              id: string;
              /** @enum {string} */
              kind: 'register-import' | 'policy-trial';
              policyId?: string;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              result?: {
                accepted: number;
                rejected: number;
                reportFile: string;
                rows: number;
                unchanged: number;
              };
              rowsDone: number;
              rowsTotal?: number;
              sourceFile?: string;
              /** @enum {string} */
              state: 'waiting' | 'running' | 'done' | 'failed';
              updatedAt: string;
              version: number;
            };
            uploadExpiresSeconds?: number;
            uploadUrl?: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-exceptions': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              /** Format: date-time */
              closedAt?: string;
              closedBy?: string;
              /** Format: date-time */
              dueAt: string;
              en: string;
              evidence: {
                [key: string]: unknown;
              };
              id: string;
              /** Format: date-time */
              openedAt: string;
              owner: string;
              reason: string;
              resolution?: string;
              settlement?: {
                approvedBy?: string;
                /** @enum {string} */
                kind: 'attach' | 'return-to-bank';
                legId?: string;
                /** Format: date-time */
                proposedAt: string;
                proposedBy: string;
                reason: string;
              };
              /** @enum {string} */
              state: 'open' | 'closed';
              subject: string;
              version: number;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-exceptions-id-closure': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          resolution: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            closedAt?: string;
            closedBy?: string;
            /** Format: date-time */
            dueAt?: string;
            en: string;
            evidence: {
              [key: string]: unknown;
            };
            id: string;
            /** Format: date-time */
            openedAt: string;
            owner: string;
            reason: string;
            resolution?: string;
            settlement?: {
              approvedBy?: string;
              /** @enum {string} */
              kind: 'attach' | 'return-to-bank';
              legId?: string;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
            };
            /** @enum {string} */
            state: 'open' | 'closed';
            subject: string;
            version: number;
            zh: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-exceptions-id-settlement': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          kind: 'attach' | 'return-to-bank';
          legId?: string;
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            closedAt?: string;
            closedBy?: string;
            /** Format: date-time */
            dueAt?: string;
            en: string;
            evidence: {
              [key: string]: unknown;
            };
            id: string;
            /** Format: date-time */
            openedAt: string;
            owner: string;
            reason: string;
            resolution?: string;
            settlement?: {
              approvedBy?: string;
              /** @enum {string} */
              kind: 'attach' | 'return-to-bank';
              legId?: string;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
            };
            /** @enum {string} */
            state: 'open' | 'closed';
            subject: string;
            version: number;
            zh: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-exceptions-id-settlement-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            closedAt?: string;
            closedBy?: string;
            /** Format: date-time */
            dueAt?: string;
            en: string;
            evidence: {
              [key: string]: unknown;
            };
            id: string;
            /** Format: date-time */
            openedAt: string;
            owner: string;
            reason: string;
            resolution?: string;
            settlement?: {
              approvedBy?: string;
              /** @enum {string} */
              kind: 'attach' | 'return-to-bank';
              legId?: string;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
            };
            /** @enum {string} */
            state: 'open' | 'closed';
            subject: string;
            version: number;
            zh: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            status: 'ok';
            today: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              ageDays: number;
              by: string;
              id: string;
              /** @enum {string} */
              kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
              reason: string;
              /** Format: date-time */
              since: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-holds': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          /** @enum {string} */
          kind: 'payee' | 'policy' | 'order' | 'leg';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            by: string;
            id: string;
            /** @enum {string} */
            kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
            reason: string;
            /** Format: date-time */
            since: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-holds-releases': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          /** @enum {string} */
          kind: 'payee' | 'policy' | 'order' | 'leg';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            by: string;
            id: string;
            /** @enum {string} */
            kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
            reason: string;
            /** Format: date-time */
            since: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-hub-calls': {
    parameters: {
      query: {
        cursor?: string;
        limit?: string;
        uscc: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              /** Format: date-time */
              at: string;
              department: string;
              items: string[];
              nonce?: string;
              /** @enum {string} */
              outcome: 'answered' | 'down';
              purpose: {
                applicationId: string;
                policyId: string;
                policyVersion: number;
              };
              uscc: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-hub-departments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              en: string;
              holds: {
                en: string;
                zh: string;
              };
              id: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-hub-items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              askedAtRelease?: boolean;
              costRank: number;
              department: string;
              en: string;
              fields?: {
                en: string;
                key: string;
                range?: {
                  max?: number | string;
                  min?: number | string;
                };
                scale?: number;
                /** @enum {string} */
                type: 'number' | 'money' | 'boolean' | 'text' | 'enum' | 'date';
                unit?: string;
                values?: {
                  code: string;
                  en: string;
                  zh: string;
                }[];
                zh: string;
              }[];
              fromRegister?: boolean;
              key: string;
              range?: {
                max?: number | string;
                min?: number | string;
              };
              released: boolean;
              /** @enum {string} */
              role?: 'district' | 'legal-form' | 'size-class' | 'sector';
              scale?: number;
              /** @enum {string} */
              type: 'number' | 'money' | 'boolean' | 'text' | 'enum' | 'date' | 'list';
              unit?: string;
              values?: {
                code: string;
                en: string;
                zh: string;
              }[];
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-hub-items': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          items: unknown[];
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-hub-sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-jobs-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            by: string;
            createdAt: string;
            details?: {
              created: number;
              reasons: {
                [key: string]: number;
              };
              repairs: {
                [key: string]: number;
              };
              unknown: {
                capitalAbsent: number;
                capitalUnreadable: number;
                district: number;
                legalForm: number;
              };
              updated: number;
            };
            id: string;
            /** @enum {string} */
            kind: 'register-import' | 'policy-trial';
            policyId?: string;
            problem?: {
              en: string;
              reason: string;
              zh: string;
            };
            result?: {
              accepted: number;
              rejected: number;
              reportFile: string;
              rows: number;
              unchanged: number;
            };
            rowsDone: number;
            rowsTotal?: number;
            sourceFile?: string;
            /** @enum {string} */
            state: 'waiting' | 'running' | 'done' | 'failed';
            updatedAt: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-jobs-id-report': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-ledger-entries': {
    parameters: {
      query: {
        cursor?: string;
        limit?: string;
        subject: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              /** Format: date-time */
              at: string;
              by: string;
              seq: number;
              subject: string;
              transfers: {
                amountFen: number;
                budgetId: string;
                id: string;
                kind: string;
              }[];
              type: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-ledger-reconciliations': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              bankFen: number;
              /** Format: date-time */
              checkedAt: string;
              differences: number;
              id: string;
              ledgerFen: number;
              lines: number;
              orderFen: number;
              orders: number;
              /** @enum {string} */
              state: 'agreed' | 'differs' | 'awaiting-statement';
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-ledger-reconciliations': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          day: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            bankFen: number;
            /** Format: date-time */
            checkedAt: string;
            differences: number;
            id: string;
            ledgerFen: number;
            lines: number;
            orderFen: number;
            orders: number;
            /** @enum {string} */
            state: 'agreed' | 'differs' | 'awaiting-statement';
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-ledger-reconciliations-day': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        day: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            awaiting: number;
            differences: {
              amountFen: number;
              bankFen?: number;
              endToEndId: string;
              ledgerFen: number;
              legId: string;
              orderFen: number;
              orderId: string;
            }[];
            lines: number;
            orders: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-ledger-verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            anchors: number;
            balanced: boolean;
            budgets: number;
            chains: {
              entries: number;
              partition: number;
              root: string;
              unsealed: number;
            }[];
            paidFen: number;
            problems: ({
              code: string;
              en: string;
              entry: string;
              zh: string;
            } & {
              [key: string]: unknown;
            })[];
            transfers: number;
            verified: boolean;
            wrong: ({
              account: string;
              budgetId: string;
              journalFen: number;
              storedFen: number;
            } & {
              [key: string]: unknown;
            })[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-messages': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        uscc?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              amountFen?: number;
              applicationId?: string;
              /** Format: date-time */
              at: string;
              id: string;
              /** @enum {string} */
              kind: 'match' | 'paid' | 'returned' | 'refused' | 'awaiting-applicant';
              policyId: string;
              /** Format: date-time */
              readAt?: string;
              readBy?: string;
              text: {
                en: string;
                zh: string;
              };
              title: {
                en: string;
                zh: string;
              };
              uscc: string;
            }[];
            unread: number;
            uscc: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-messages-id-reading': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen?: number;
            applicationId?: string;
            /** Format: date-time */
            at: string;
            id: string;
            /** @enum {string} */
            kind: 'match' | 'paid' | 'returned' | 'refused' | 'awaiting-applicant';
            policyId: string;
            /** Format: date-time */
            readAt?: string;
            readBy?: string;
            text: {
              en: string;
              zh: string;
            };
            title: {
              en: string;
              zh: string;
            };
            uscc: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-openapi-json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payee-accounts': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              current?: {
                effectiveFrom: string;
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                proposedBy: string;
                /** Format: date-time */
                verifiedAt: string;
                verifiedBy: string;
              };
              id: string;
              next?: {
                effectiveFrom: string;
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                proposedBy: string;
                /** Format: date-time */
                verifiedAt: string;
                verifiedBy: string;
              };
              proposed?: {
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                /** Format: date-time */
                proposedAt: string;
                proposedBy: string;
              };
              uscc: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payee-accounts': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          payee: {
            account: string;
            clearingMember: string;
            name: string;
          };
          payeeId?: string;
          uscc: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            current?: {
              effectiveFrom: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              proposedBy: string;
              /** Format: date-time */
              verifiedAt: string;
              verifiedBy: string;
            };
            id: string;
            next?: {
              effectiveFrom: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              proposedBy: string;
              /** Format: date-time */
              verifiedAt: string;
              verifiedBy: string;
            };
            proposed?: {
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
            };
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payee-accounts-id-verification': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            current?: {
              effectiveFrom: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              proposedBy: string;
              /** Format: date-time */
              verifiedAt: string;
              verifiedBy: string;
            };
            id: string;
            next?: {
              effectiveFrom: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              proposedBy: string;
              /** Format: date-time */
              verifiedAt: string;
              verifiedBy: string;
            };
            proposed?: {
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
            };
            uscc: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payee-accounts-uscc': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            account?: {
              clearingMember: string;
              masked: string;
              name: string;
            };
            /** @enum {string} */
            source?: 'registered' | 'bank';
            uscc: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payee-accounts-uscc-registration': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        uscc: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            account?: {
              current?: {
                effectiveFrom: string;
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                proposedBy: string;
                /** Format: date-time */
                verifiedAt: string;
                verifiedBy: string;
              };
              id: string;
              next?: {
                effectiveFrom: string;
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                proposedBy: string;
                /** Format: date-time */
                verifiedAt: string;
                verifiedBy: string;
              };
              proposed?: {
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                /** Format: date-time */
                proposedAt: string;
                proposedBy: string;
              };
              uscc: string;
              version: number;
            };
            coolingWorkingDays: number;
            today: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payment-orders': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        policyId?: string;
        state?: 'prepared' | 'released' | 'sent' | 'settled' | 'withdrawn';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              appropriation?: {
                budgetUnit: string;
                division: string;
                economicClass: string;
                fiscalYear: number;
                functionClass: string;
                fundNature: string;
                quotaNumber: string;
              };
              /** Format: date-time */
              askedAt?: string;
              attempt: number;
              executionDay: string;
              id: string;
              lines: {
                amountFen: number;
                budgetId: string;
                endToEndId: string;
                legId: string;
                payee: {
                  account: string;
                  clearingMember: string;
                  name: string;
                };
                remark: string | '';
              }[];
              openLines: number;
              payer: {
                account: string;
                clearingMember: string;
                name: string;
              };
              policyId: string;
              /** Format: date-time */
              preparedAt: string;
              preparedBy: string;
              /** @enum {string} */
              rail: 'bank' | 'treasury';
              releasedBy?: string;
              /** Format: date-time */
              sentAt?: string;
              /** @enum {string} */
              state: 'prepared' | 'released' | 'sent' | 'settled' | 'withdrawn';
              totalFen: number;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payment-orders-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appropriation?: {
              budgetUnit: string;
              division: string;
              economicClass: string;
              fiscalYear: number;
              functionClass: string;
              fundNature: string;
              quotaNumber: string;
            };
            /** Format: date-time */
            askedAt?: string;
            attempt: number;
            executionDay: string;
            id: string;
            lines: {
              amountFen: number;
              budgetId: string;
              endToEndId: string;
              legId: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              remark: string | '';
            }[];
            openLines: number;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
            };
            policyId: string;
            /** Format: date-time */
            preparedAt: string;
            preparedBy: string;
            /** @enum {string} */
            rail: 'bank' | 'treasury';
            releasedBy?: string;
            /** Format: date-time */
            sentAt?: string;
            /** @enum {string} */
            state: 'prepared' | 'released' | 'sent' | 'settled' | 'withdrawn';
            totalFen: number;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payment-orders-id-desk': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            hold?: {
              by: string;
              id: string;
              /** @enum {string} */
              kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
              reason: string;
              /** Format: date-time */
              since: string;
            };
            lines: {
              account?: {
                changesOn?: string;
                /** @enum {string} */
                changing?: 'proposed' | 'cooling';
                /** @enum {string} */
                source: 'registered' | 'bank';
                /** Format: date-time */
                verifiedAt?: string;
                verifiedBy: string;
              };
              agreesWithAccount: boolean;
              agreesWithLeg: boolean;
              amountFen: number;
              applicationId: string;
              awardedFen?: number;
              bankReason?: string;
              bankReference?: string;
              /** Format: date-time */
              decidedAt?: string;
              endToEndId: string;
              enterpriseName?: string;
              hold?: {
                by: string;
                id: string;
                /** @enum {string} */
                kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
                reason: string;
                /** Format: date-time */
                since: string;
              };
              isAskedAgain: boolean;
              legId: string;
              /** @enum {string} */
              state: 'open' | 'paid' | 'rejected' | 'returned' | 'taken-back';
              uscc?: string;
            }[];
            orderId: string;
            payees: number;
            preAuthorisedFen: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payment-orders-id-preparation': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appropriation?: {
              budgetUnit: string;
              division: string;
              economicClass: string;
              fiscalYear: number;
              functionClass: string;
              fundNature: string;
              quotaNumber: string;
            };
            /** Format: date-time */
            askedAt?: string;
            attempt: number;
            executionDay: string;
            id: string;
            lines: {
              amountFen: number;
              budgetId: string;
              endToEndId: string;
              legId: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              remark: string | '';
            }[];
            openLines: number;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
            };
            policyId: string;
            /** Format: date-time */
            preparedAt: string;
            preparedBy: string;
            /** @enum {string} */
            rail: 'bank' | 'treasury';
            releasedBy?: string;
            /** Format: date-time */
            sentAt?: string;
            /** @enum {string} */
            state: 'prepared' | 'released' | 'sent' | 'settled' | 'withdrawn';
            totalFen: number;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payment-orders-id-release': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            appropriation?: {
              budgetUnit: string;
              division: string;
              economicClass: string;
              fiscalYear: number;
              functionClass: string;
              fundNature: string;
              quotaNumber: string;
            };
            /** Format: date-time */
            askedAt?: string;
            attempt: number;
            executionDay: string;
            id: string;
            lines: {
              amountFen: number;
              budgetId: string;
              endToEndId: string;
              legId: string;
              payee: {
                account: string;
                clearingMember: string;
                name: string;
              };
              remark: string | '';
            }[];
            openLines: number;
            payer: {
              account: string;
              clearingMember: string;
              name: string;
            };
            policyId: string;
            /** Format: date-time */
            preparedAt: string;
            preparedBy: string;
            /** @enum {string} */
            rail: 'bank' | 'treasury';
            releasedBy?: string;
            /** Format: date-time */
            sentAt?: string;
            /** @enum {string} */
            state: 'prepared' | 'released' | 'sent' | 'settled' | 'withdrawn';
            totalFen: number;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-payment-stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              ageDays: number;
              by: string;
              id: string;
              /** @enum {string} */
              kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
              reason: string;
              /** Format: date-time */
              since: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payment-stop': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          /** @enum {string} */
          kind: 'rail' | 'policy';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            by: string;
            id: string;
            /** @enum {string} */
            kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
            reason: string;
            /** Format: date-time */
            since: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-payment-stop-releases': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          id: string;
          /** @enum {string} */
          kind: 'rail' | 'policy';
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            by: string;
            id: string;
            /** @enum {string} */
            kind: 'payee' | 'policy' | 'order' | 'leg' | 'stop-rail' | 'stop-policy';
            reason: string;
            /** Format: date-time */
            since: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies': {
    parameters: {
      query?: {
        cursor?: string;
        district?: string;
        facts?: string;
        limit?: string;
        minYuan?: string;
        openOn?: string | 'today';
        q?: string;
        sort?: 'amount' | 'deadline';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              approval?: {
                attached: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference: string;
                }[];
                expectedYuan?: number;
                required: ('legality-review' | 'fair-competition-review')[];
                steps: {
                  en: string;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
                taken: {
                  /** Format: date-time */
                  at: string;
                  by: string;
                  comment?: string;
                }[];
              };
              /** Format: date-time */
              changedAt: string;
              department: string;
              draftedBy: string;
              from?: string;
              id: string;
              inForce: number;
              /** @enum {string} */
              kind: 'grant' | 'waiver' | 'third-party';
              latest: number;
              /** @enum {string} */
              level: 'national' | 'province' | 'city' | 'district';
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              mostFen?: number;
              publishedOn?: string;
              rejection?: {
                /** Format: date-time */
                at: string;
                by: string;
                number: number;
                position: number;
                reason: string;
              };
              resumed?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              /** @enum {string} */
              state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
              submittedBy?: string;
              summary?: {
                en: string;
                zh: string;
              };
              suspended?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              titleEn: string;
              titleZh: string;
              until?: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          schema: 'zhida-policy/1';
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            conditions: {
              clause?: string;
              en: string;
              name: string;
              zh: string;
            }[];
            document: {
              allocation: {
                /** @enum {string} */
                method: 'queue' | 'pro-rata' | 'ranking' | 'lottery';
                rankBy?: string | number | boolean;
              };
              amount: {
                /** @default [] */
                caps: {
                  clause?: string;
                  en: string;
                  limit: string | number | boolean;
                  months?: number;
                  /** @enum {string} */
                  scope: 'case' | 'enterprise' | 'period';
                  zh: string;
                }[];
                formula: string | number | boolean;
                rounding: {
                  /** @enum {string} */
                  mode: 'down' | 'up' | 'half-up' | 'half-even';
                  toFen: number;
                };
              };
              approval: {
                /** @default [] */
                attachments: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference?: string;
                }[];
                expectedYuan?: number;
                steps: {
                  belowYuan?: number;
                  en: string;
                  fromYuan?: number;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
              };
              claimants: string[];
              commitment: {
                en: string;
                zh: string;
              };
              conditions: {
                clause?: string;
                en: string;
                name: string;
                when: string | number | boolean;
                zh: string;
              }[];
              dates: {
                application: {
                  from?: string;
                  until?: string;
                };
                factPeriod?: {
                  from?: string;
                  until?: string;
                };
                paymentDays: number;
                publicityDays: number;
                validity: {
                  from?: string;
                  until?: string;
                };
              };
              department: string;
              district?: string;
              documentNumber: string;
              examples: {
                asOf?: string;
                district?: string;
                expect: {
                  amountFen?: number;
                  conditions?: {
                    [key: string]: boolean | null;
                  };
                  missing?: string[];
                  /** @enum {string} */
                  outcome: 'eligible' | 'ineligible' | 'unknown';
                };
                facts: {
                  [key: string]:
                    | (string | number | boolean | null)
                    | {
                        [key: string]: string | number | boolean | null;
                      }[];
                };
                name: string;
              }[];
              funding: {
                district?: string;
                percent: number;
                /** @enum {string} */
                treasury: 'city' | 'district';
              }[];
              id: string;
              instalments?: {
                afterMonths: number;
                en: string;
                percent: number;
                zh: string;
              }[];
              items: string[];
              /** @enum {string} */
              kind: 'grant' | 'waiver' | 'third-party';
              legalText: string;
              /** @enum {string} */
              level: 'national' | 'province' | 'city' | 'district';
              lines?: {
                amount: {
                  /** @default [] */
                  caps: {
                    clause?: string;
                    en: string;
                    limit: string | number | boolean;
                    months?: number;
                    /** @enum {string} */
                    scope: 'case' | 'enterprise' | 'period';
                    zh: string;
                  }[];
                  formula: string | number | boolean;
                  rounding: {
                    /** @enum {string} */
                    mode: 'down' | 'up' | 'half-up' | 'half-even';
                    toFen: number;
                  };
                };
                /** @default [] */
                conditions: {
                  clause?: string;
                  en: string;
                  name: string;
                  when: string | number | boolean;
                  zh: string;
                }[];
                over: string;
                /** @default [] */
                unique: {
                  en: string;
                  fields: string[];
                  name: string;
                  zh: string;
                }[];
              };
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              /** @default [] */
              parameters: {
                clause?: string;
                en: string;
                name: string;
                unit?: string;
                values: {
                  district?: string;
                  from?: string;
                  until?: string;
                  value: string | number | boolean;
                }[];
                zh: string;
              }[];
              payees: {
                en: string;
                identifiedBy?: string;
                /** @enum {string} */
                kind: 'enterprise' | 'employee' | 'third-party';
                percent: number;
                zh: string;
              }[];
              /** @enum {string} */
              period: 'once' | 'monthly' | 'quarterly' | 'instalments';
              /** @default 0 */
              preAuthorisedYuan: number;
              provenance: {
                /** @default [] */
                assumed: string[];
                /** @enum {string} */
                kind: 'real' | 'adapted' | 'composed';
                source: string;
              };
              recovery: {
                en: string;
                hearing: boolean;
                /** @default false */
                offset: boolean;
                repayWithinDays: number;
                zh: string;
              };
              review?: {
                en: string;
                role: string;
                /** @default 0 */
                samplePercent: number;
                workingDays: number;
                zh: string;
              };
              /** @constant */
              schema: 'zhida-policy/1';
              stacking: {
                clause?: string;
                group?: string;
                /** @default false */
                higherLevelPrevails: boolean;
                /** @enum {string} */
                rule: 'exclusive' | 'highest' | 'combine';
              };
              structure: {
                batch?: string;
                clause: string;
                document: {
                  en: string;
                  zh: string;
                };
                matter: {
                  en: string;
                  zh: string;
                };
              };
              summary?: {
                en: string;
                zh: string;
              };
              /** @default [] */
              tables: {
                clause?: string;
                en: string;
                /** @enum {string} */
                hit: 'first' | 'unique';
                inputs: string[];
                name: string;
                otherwise?: string | number | boolean;
                rows: {
                  clause?: string;
                  then: string | number | boolean;
                  when: (string | number | boolean)[];
                }[];
                zh: string;
              }[];
              title: {
                en: string;
                zh: string;
              };
              transition?: {
                effectiveFrom: string;
                en: string;
                /** @enum {string} */
                pending: 'old-version' | 'new-version' | 'better-for-applicant';
                replacesVersion: number;
                zh: string;
              };
              /** @default [] */
              values: {
                clause?: string;
                en: string;
                is: string | number | boolean;
                name: string;
                zh: string;
              }[];
              /** @default 1 */
              version: number;
            };
            hash: string;
            policy: {
              approval?: {
                attached: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference: string;
                }[];
                expectedYuan?: number;
                required: ('legality-review' | 'fair-competition-review')[];
                steps: {
                  en: string;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
                taken: {
                  /** Format: date-time */
                  at: string;
                  by: string;
                  comment?: string;
                }[];
              };
              /** Format: date-time */
              changedAt: string;
              draftedBy: string;
              id: string;
              inForce: number;
              latest: number;
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              publishedOn?: string;
              rejection?: {
                /** Format: date-time */
                at: string;
                by: string;
                number: number;
                position: number;
                reason: string;
              };
              resumed?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              /** @enum {string} */
              state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
              submittedBy?: string;
              suspended?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              titleEn: string;
              titleZh: string;
              version: number;
            };
            questions: {
              conditions: string[];
              department: string;
              en: string;
              forAmount: boolean;
              item: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          attachments?: {
            day?: string;
            /** @enum {string} */
            kind: 'legality-review' | 'fair-competition-review';
            reference: string;
          }[];
          comment: string;
          number: number;
          position: number;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-calculation': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          asOf?: string;
          facts: {
            [key: string]:
              | (string | number | boolean | null)
              | {
                  [key: string]: string | number | boolean | null;
                }[];
          };
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            amountFen: number | null;
            asOf: string;
            conditions: {
              name: string;
              value: boolean | null;
            }[];
            firstInstalment?: {
              amountFen: number | null;
              of: number;
              percent: number;
            };
            missing: string[];
            /** @enum {string} */
            outcome: 'eligible' | 'ineligible' | 'unknown';
            steps: {
              amountFen?: number;
              en: string;
              name: string;
              text: string | null;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-closure': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-consequences': {
    parameters: {
      query: {
        act: 'amend' | 'suspend' | 'close';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            act: 'amend' | 'suspend' | 'close';
            availableFen: number;
            effects: {
              en: string;
              /** @enum {string} */
              on: 'new' | 'undecided' | 'awaiting-money' | 'reserved' | 'available';
              zh: string;
            }[];
            inTransitFen: number;
            isPossible: boolean;
            openApplications: {
              awaitingMoney: number;
              undecided: number;
            };
            paidFen: number;
            reservedFen: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-matches': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              asOf: string;
              byDistrict: {
                [key: string]: {
                  amountFen: number;
                  eligible: number;
                  ineligible: number;
                  notComputable: number;
                  unknown: number;
                };
              };
              bySize: {
                [key: string]: {
                  amountFen: number;
                  eligible: number;
                  ineligible: number;
                  notComputable: number;
                  unknown: number;
                };
              };
              /** Format: date-time */
              cutAt: string;
              /** Format: date-time */
              doneAt?: string;
              id: string;
              opened: number;
              policyId: string;
              policyVersion: number;
              run?: number;
              slice: number;
              /** @enum {string} */
              state: 'due' | 'done';
              version: number;
              work?: {
                besideColumns: string[];
                /** Format: date-time */
                builtAt?: string;
                byColumns: number;
                byRow: number;
                changed: number;
              };
            }[];
            report?: {
              asOf: string;
              byColumns: number;
              byDistrict: {
                [key: string]: {
                  amountFen: number;
                  eligible: number;
                  ineligible: number;
                  notComputable: number;
                  unknown: number;
                };
              };
              byRow: number;
              bySize: {
                [key: string]: {
                  amountFen: number;
                  eligible: number;
                  ineligible: number;
                  notComputable: number;
                  unknown: number;
                };
              };
              opened: number;
              policyId: string;
              policyVersion: number;
              slices: number;
              slicesDone: number;
              totals: {
                amountFen: number;
                eligible: number;
                ineligible: number;
                notComputable: number;
                unknown: number;
              };
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-matches-firms': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              districtCode?: string;
              name: string;
              uscc: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-publication': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-rejection': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          number: number;
          position: number;
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-resumption': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-route': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            attached: {
              day?: string;
              /** @enum {string} */
              kind: 'legality-review' | 'fair-competition-review';
              reference: string;
            }[];
            expectedYuan?: number;
            history: {
              /** Format: date-time */
              at: string;
              by: string;
              en?: string;
              number?: number;
              said?: string;
              type: string;
              zh?: string;
            }[];
            isSubmitted: boolean;
            next?: {
              mayTake: boolean;
              missing: ('legality-review' | 'fair-competition-review')[];
              position: number;
              role: string;
              /** @enum {string} */
              why?: 'step-role' | 'same-person' | 'not-submitted';
            };
            number: number;
            policyId: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            required: ('legality-review' | 'fair-competition-review')[];
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            steps: {
              en: string;
              position: number;
              role: string;
              /** @enum {string} */
              step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
              taken?: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              };
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-submission': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-suspension': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            approval?: {
              attached: {
                day?: string;
                /** @enum {string} */
                kind: 'legality-review' | 'fair-competition-review';
                reference: string;
              }[];
              expectedYuan?: number;
              required: ('legality-review' | 'fair-competition-review')[];
              steps: {
                en: string;
                role: string;
                /** @enum {string} */
                step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                zh: string;
              }[];
              taken: {
                /** Format: date-time */
                at: string;
                by: string;
                comment?: string;
              }[];
            };
            /** Format: date-time */
            changedAt: string;
            draftedBy: string;
            id: string;
            inForce: number;
            latest: number;
            /** @enum {string} */
            mode: 'automatic' | 'confirm' | 'apply';
            publishedOn?: string;
            rejection?: {
              /** Format: date-time */
              at: string;
              by: string;
              number: number;
              position: number;
              reason: string;
            };
            resumed?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            /** @enum {string} */
            state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
            submittedBy?: string;
            suspended?: {
              /** Format: date-time */
              at: string;
              by: string;
            };
            titleEn: string;
            titleZh: string;
            version: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-trials': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              againstVersion?: number;
              asOf: string;
              by: string;
              /** Format: date-time */
              createdAt: string;
              day: string;
              hash: string;
              headline?: {
                amountFen: number;
                eligible: number;
                firms: number;
                ineligible: number;
                possibleFen: number;
                unknown: number;
              };
              id: string;
              policyId: string;
              policyVersion?: number;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              /** @enum {string} */
              state: 'waiting' | 'done' | 'failed';
              titleEn: string;
              titleZh: string;
              /** Format: date-time */
              updatedAt: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-id-trials': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          againstVersion?: number;
          day?: string;
          document?: {
            [key: string]: unknown;
          };
          policyVersion?: number;
          /** @default true */
          sweep?: boolean;
          /** @default [] */
          whatIfs?: {
            district?: string;
            parameter: string;
            values: (number | boolean | string)[];
          }[];
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            job: {
              by: string;
              createdAt: string;
              details?: {
                created: number;
                reasons: {
                  [key: string]: number;
                };
                repairs: {
                  [key: string]: number;
                };
                unknown: {
                  capitalAbsent: number;
                  capitalUnreadable: number;
                  district: number;
                  legalForm: number;
                };
                updated: number;
              };
              id: string;
              /** @enum {string} */
              kind: 'register-import' | 'policy-trial';
              policyId?: string;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              result?: {
                accepted: number;
                rejected: number;
                reportFile: string;
                rows: number;
                unchanged: number;
              };
              rowsDone: number;
              rowsTotal?: number;
              sourceFile?: string;
              /** @enum {string} */
              state: 'waiting' | 'running' | 'done' | 'failed';
              updatedAt: string;
              version: number;
            };
            trial: {
              againstVersion?: number;
              asOf: string;
              by: string;
              /** Format: date-time */
              createdAt: string;
              day: string;
              hash: string;
              headline?: {
                amountFen: number;
                eligible: number;
                firms: number;
                ineligible: number;
                possibleFen: number;
                unknown: number;
              };
              id: string;
              policyId: string;
              policyVersion?: number;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              /** @enum {string} */
              state: 'waiting' | 'done' | 'failed';
              titleEn: string;
              titleZh: string;
              /** Format: date-time */
              updatedAt: string;
              version: number;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-trials-trialId': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        trialId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            report?: {
              asOf: string;
              byDistrict: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              bySector: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              bySize: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              conditions: {
                en: string;
                fails: number;
                failsAlone: number;
                holds: number;
                name: string;
                unknown: number;
                zh: string;
              }[];
              day: string;
              difference?: {
                after: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                againstHash: string;
                againstVersion: number;
                before: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                byDistrict: {
                  code: string | null;
                  comparison: {
                    deltaFen: number;
                    gained: number;
                    gainFen: number;
                    lossFen: number;
                    lost: number;
                    lowered: number;
                    mayGain: number;
                    mayLose: number;
                    raised: number;
                  };
                  en: string;
                  zh: string;
                }[];
                comparison: {
                  deltaFen: number;
                  gained: number;
                  gainFen: number;
                  lossFen: number;
                  lost: number;
                  lowered: number;
                  mayGain: number;
                  mayLose: number;
                  raised: number;
                };
                en: string;
                leftOut: number;
                listed: number;
                zh: string;
              };
              firms: number;
              hash: string;
              histogram: {
                amountFen: number;
                firms: number;
                fromFen: number;
                untilFen: number;
              }[];
              missing: {
                department: string;
                en: string;
                firms: number;
                item: string;
                released: boolean;
                zh: string;
              }[];
              notComputable: number;
              policyId: string;
              totals: {
                amountFen: number;
                amountUnknown: number;
                eligible: number;
                ineligible: number;
                possibleFen: number;
                possibleFirms: number;
                unknown: number;
              };
              whatIfs: {
                base: string;
                district?: string;
                en: string;
                hidden: {
                  en: string;
                  item: string;
                  zh: string;
                }[];
                parameter: string;
                unit?: string;
                values: {
                  comparison: {
                    deltaFen: number;
                    gained: number;
                    gainFen: number;
                    lossFen: number;
                    lost: number;
                    lowered: number;
                    mayGain: number;
                    mayLose: number;
                    raised: number;
                  };
                  en: string;
                  /** @enum {string} */
                  origin: 'asked' | 'minus-fifth' | 'plus-fifth' | 'next-down' | 'next-up';
                  tally: {
                    amountFen: number;
                    amountUnknown: number;
                    eligible: number;
                    ineligible: number;
                    possibleFen: number;
                    possibleFirms: number;
                    unknown: number;
                  };
                  value: string;
                  zh: string;
                }[];
                zh: string;
              }[];
            };
            trial: {
              againstVersion?: number;
              asOf: string;
              by: string;
              /** Format: date-time */
              createdAt: string;
              day: string;
              hash: string;
              headline?: {
                amountFen: number;
                eligible: number;
                firms: number;
                ineligible: number;
                possibleFen: number;
                unknown: number;
              };
              id: string;
              policyId: string;
              policyVersion?: number;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              /** @enum {string} */
              state: 'waiting' | 'done' | 'failed';
              titleEn: string;
              titleZh: string;
              /** Format: date-time */
              updatedAt: string;
              version: number;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-trials-trialId-firms': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        trialId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-versions': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              document: {
                allocation: {
                  /** @enum {string} */
                  method: 'queue' | 'pro-rata' | 'ranking' | 'lottery';
                  rankBy?: string | number | boolean;
                };
                amount: {
                  /** @default [] */
                  caps: {
                    clause?: string;
                    en: string;
                    limit: string | number | boolean;
                    months?: number;
                    /** @enum {string} */
                    scope: 'case' | 'enterprise' | 'period';
                    zh: string;
                  }[];
                  formula: string | number | boolean;
                  rounding: {
                    /** @enum {string} */
                    mode: 'down' | 'up' | 'half-up' | 'half-even';
                    toFen: number;
                  };
                };
                approval: {
                  /** @default [] */
                  attachments: {
                    day?: string;
                    /** @enum {string} */
                    kind: 'legality-review' | 'fair-competition-review';
                    reference?: string;
                  }[];
                  expectedYuan?: number;
                  steps: {
                    belowYuan?: number;
                    en: string;
                    fromYuan?: number;
                    role: string;
                    /** @enum {string} */
                    step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                    zh: string;
                  }[];
                };
                claimants: string[];
                commitment: {
                  en: string;
                  zh: string;
                };
                conditions: {
                  clause?: string;
                  en: string;
                  name: string;
                  when: string | number | boolean;
                  zh: string;
                }[];
                dates: {
                  application: {
                    from?: string;
                    until?: string;
                  };
                  factPeriod?: {
                    from?: string;
                    until?: string;
                  };
                  paymentDays: number;
                  publicityDays: number;
                  validity: {
                    from?: string;
                    until?: string;
                  };
                };
                department: string;
                district?: string;
                documentNumber: string;
                examples: {
                  asOf?: string;
                  district?: string;
                  expect: {
                    amountFen?: number;
                    conditions?: {
                      [key: string]: boolean | null;
                    };
                    missing?: string[];
                    /** @enum {string} */
                    outcome: 'eligible' | 'ineligible' | 'unknown';
                  };
                  facts: {
                    [key: string]:
                      | (string | number | boolean | null)
                      | {
                          [key: string]: string | number | boolean | null;
                        }[];
                  };
                  name: string;
                }[];
                funding: {
                  district?: string;
                  percent: number;
                  /** @enum {string} */
                  treasury: 'city' | 'district';
                }[];
                id: string;
                instalments?: {
                  afterMonths: number;
                  en: string;
                  percent: number;
                  zh: string;
                }[];
                items: string[];
                /** @enum {string} */
                kind: 'grant' | 'waiver' | 'third-party';
                legalText: string;
                /** @enum {string} */
                level: 'national' | 'province' | 'city' | 'district';
                lines?: {
                  amount: {
                    /** @default [] */
                    caps: {
                      clause?: string;
                      en: string;
                      limit: string | number | boolean;
                      months?: number;
                      /** @enum {string} */
                      scope: 'case' | 'enterprise' | 'period';
                      zh: string;
                    }[];
                    formula: string | number | boolean;
                    rounding: {
                      /** @enum {string} */
                      mode: 'down' | 'up' | 'half-up' | 'half-even';
                      toFen: number;
                    };
                  };
                  /** @default [] */
                  conditions: {
                    clause?: string;
                    en: string;
                    name: string;
                    when: string | number | boolean;
                    zh: string;
                  }[];
                  over: string;
                  /** @default [] */
                  unique: {
                    en: string;
                    fields: string[];
                    name: string;
                    zh: string;
                  }[];
                };
                /** @enum {string} */
                mode: 'automatic' | 'confirm' | 'apply';
                /** @default [] */
                parameters: {
                  clause?: string;
                  en: string;
                  name: string;
                  unit?: string;
                  values: {
                    district?: string;
                    from?: string;
                    until?: string;
                    value: string | number | boolean;
                  }[];
                  zh: string;
                }[];
                payees: {
                  en: string;
                  identifiedBy?: string;
                  /** @enum {string} */
                  kind: 'enterprise' | 'employee' | 'third-party';
                  percent: number;
                  zh: string;
                }[];
                /** @enum {string} */
                period: 'once' | 'monthly' | 'quarterly' | 'instalments';
                /** @default 0 */
                preAuthorisedYuan: number;
                provenance: {
                  /** @default [] */
                  assumed: string[];
                  /** @enum {string} */
                  kind: 'real' | 'adapted' | 'composed';
                  source: string;
                };
                recovery: {
                  en: string;
                  hearing: boolean;
                  /** @default false */
                  offset: boolean;
                  repayWithinDays: number;
                  zh: string;
                };
                review?: {
                  en: string;
                  role: string;
                  /** @default 0 */
                  samplePercent: number;
                  workingDays: number;
                  zh: string;
                };
                /** @constant */
                schema: 'zhida-policy/1';
                stacking: {
                  clause?: string;
                  group?: string;
                  /** @default false */
                  higherLevelPrevails: boolean;
                  /** @enum {string} */
                  rule: 'exclusive' | 'highest' | 'combine';
                };
                structure: {
                  batch?: string;
                  clause: string;
                  document: {
                    en: string;
                    zh: string;
                  };
                  matter: {
                    en: string;
                    zh: string;
                  };
                };
                summary?: {
                  en: string;
                  zh: string;
                };
                /** @default [] */
                tables: {
                  clause?: string;
                  en: string;
                  /** @enum {string} */
                  hit: 'first' | 'unique';
                  inputs: string[];
                  name: string;
                  otherwise?: string | number | boolean;
                  rows: {
                    clause?: string;
                    then: string | number | boolean;
                    when: (string | number | boolean)[];
                  }[];
                  zh: string;
                }[];
                title: {
                  en: string;
                  zh: string;
                };
                transition?: {
                  effectiveFrom: string;
                  en: string;
                  /** @enum {string} */
                  pending: 'old-version' | 'new-version' | 'better-for-applicant';
                  replacesVersion: number;
                  zh: string;
                };
                /** @default [] */
                values: {
                  clause?: string;
                  en: string;
                  is: string | number | boolean;
                  name: string;
                  zh: string;
                }[];
                /** @default 1 */
                version: number;
              };
              hash: string;
              number: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policies-id-versions-number-difference': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        number: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            report?: {
              asOf: string;
              byDistrict: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              bySector: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              bySize: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              conditions: {
                en: string;
                fails: number;
                failsAlone: number;
                holds: number;
                name: string;
                unknown: number;
                zh: string;
              }[];
              day: string;
              difference?: {
                after: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                againstHash: string;
                againstVersion: number;
                before: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                byDistrict: {
                  code: string | null;
                  comparison: {
                    deltaFen: number;
                    gained: number;
                    gainFen: number;
                    lossFen: number;
                    lost: number;
                    lowered: number;
                    mayGain: number;
                    mayLose: number;
                    raised: number;
                  };
                  en: string;
                  zh: string;
                }[];
                comparison: {
                  deltaFen: number;
                  gained: number;
                  gainFen: number;
                  lossFen: number;
                  lost: number;
                  lowered: number;
                  mayGain: number;
                  mayLose: number;
                  raised: number;
                };
                en: string;
                leftOut: number;
                listed: number;
                zh: string;
              };
              firms: number;
              hash: string;
              histogram: {
                amountFen: number;
                firms: number;
                fromFen: number;
                untilFen: number;
              }[];
              missing: {
                department: string;
                en: string;
                firms: number;
                item: string;
                released: boolean;
                zh: string;
              }[];
              notComputable: number;
              policyId: string;
              totals: {
                amountFen: number;
                amountUnknown: number;
                eligible: number;
                ineligible: number;
                possibleFen: number;
                possibleFirms: number;
                unknown: number;
              };
              whatIfs: {
                base: string;
                district?: string;
                en: string;
                hidden: {
                  en: string;
                  item: string;
                  zh: string;
                }[];
                parameter: string;
                unit?: string;
                values: {
                  comparison: {
                    deltaFen: number;
                    gained: number;
                    gainFen: number;
                    lossFen: number;
                    lost: number;
                    lowered: number;
                    mayGain: number;
                    mayLose: number;
                    raised: number;
                  };
                  en: string;
                  /** @enum {string} */
                  origin: 'asked' | 'minus-fifth' | 'plus-fifth' | 'next-down' | 'next-up';
                  tally: {
                    amountFen: number;
                    amountUnknown: number;
                    eligible: number;
                    ineligible: number;
                    possibleFen: number;
                    possibleFirms: number;
                    unknown: number;
                  };
                  value: string;
                  zh: string;
                }[];
                zh: string;
              }[];
            };
            trial: {
              againstVersion?: number;
              asOf: string;
              by: string;
              /** Format: date-time */
              createdAt: string;
              day: string;
              hash: string;
              headline?: {
                amountFen: number;
                eligible: number;
                firms: number;
                ineligible: number;
                possibleFen: number;
                unknown: number;
              };
              id: string;
              policyId: string;
              policyVersion?: number;
              problem?: {
                en: string;
                reason: string;
                zh: string;
              };
              /** @enum {string} */
              state: 'waiting' | 'done' | 'failed';
              titleEn: string;
              titleZh: string;
              /** Format: date-time */
              updatedAt: string;
              version: number;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-policies-checks': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            errors: {
              en: string;
              path: string;
              zh: string;
            }[];
            examples: {
              amountFen?: number | null;
              conditions?: {
                name: string;
                value: boolean | null;
              }[];
              errors: {
                en: string;
                path: string;
                zh: string;
              }[];
              missing?: string[];
              name: string;
              ok: boolean;
              /** @enum {string} */
              outcome?: 'eligible' | 'ineligible' | 'unknown';
            }[];
            expected?: {
              asOf: string;
              byDistrict: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              bySize: {
                code: string | null;
                en: string;
                tally: {
                  amountFen: number;
                  amountUnknown: number;
                  eligible: number;
                  ineligible: number;
                  possibleFen: number;
                  possibleFirms: number;
                  unknown: number;
                };
                zh: string;
              }[];
              day: string;
              totals: {
                amountFen: number;
                amountUnknown: number;
                eligible: number;
                ineligible: number;
                possibleFen: number;
                possibleFirms: number;
                unknown: number;
              };
              trialId: string;
            };
            isReadable: boolean;
            ok: boolean;
            warnings: {
              en: string;
              path: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policy-desk': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              approval?: {
                attached: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference: string;
                }[];
                expectedYuan?: number;
                required: ('legality-review' | 'fair-competition-review')[];
                steps: {
                  en: string;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
                taken: {
                  /** Format: date-time */
                  at: string;
                  by: string;
                  comment?: string;
                }[];
              };
              /** Format: date-time */
              changedAt: string;
              draftedBy: string;
              id: string;
              inForce: number;
              latest: number;
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              publishedOn?: string;
              rejection?: {
                /** Format: date-time */
                at: string;
                by: string;
                number: number;
                position: number;
                reason: string;
              };
              resumed?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              /** @enum {string} */
              state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
              submittedBy?: string;
              suspended?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              titleEn: string;
              titleZh: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-policy-desk-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            conditions: {
              clause?: string;
              en: string;
              name: string;
              zh: string;
            }[];
            document: {
              allocation: {
                /** @enum {string} */
                method: 'queue' | 'pro-rata' | 'ranking' | 'lottery';
                rankBy?: string | number | boolean;
              };
              amount: {
                /** @default [] */
                caps: {
                  clause?: string;
                  en: string;
                  limit: string | number | boolean;
                  months?: number;
                  /** @enum {string} */
                  scope: 'case' | 'enterprise' | 'period';
                  zh: string;
                }[];
                formula: string | number | boolean;
                rounding: {
                  /** @enum {string} */
                  mode: 'down' | 'up' | 'half-up' | 'half-even';
                  toFen: number;
                };
              };
              approval: {
                /** @default [] */
                attachments: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference?: string;
                }[];
                expectedYuan?: number;
                steps: {
                  belowYuan?: number;
                  en: string;
                  fromYuan?: number;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
              };
              claimants: string[];
              commitment: {
                en: string;
                zh: string;
              };
              conditions: {
                clause?: string;
                en: string;
                name: string;
                when: string | number | boolean;
                zh: string;
              }[];
              dates: {
                application: {
                  from?: string;
                  until?: string;
                };
                factPeriod?: {
                  from?: string;
                  until?: string;
                };
                paymentDays: number;
                publicityDays: number;
                validity: {
                  from?: string;
                  until?: string;
                };
              };
              department: string;
              district?: string;
              documentNumber: string;
              examples: {
                asOf?: string;
                district?: string;
                expect: {
                  amountFen?: number;
                  conditions?: {
                    [key: string]: boolean | null;
                  };
                  missing?: string[];
                  /** @enum {string} */
                  outcome: 'eligible' | 'ineligible' | 'unknown';
                };
                facts: {
                  [key: string]:
                    | (string | number | boolean | null)
                    | {
                        [key: string]: string | number | boolean | null;
                      }[];
                };
                name: string;
              }[];
              funding: {
                district?: string;
                percent: number;
                /** @enum {string} */
                treasury: 'city' | 'district';
              }[];
              id: string;
              instalments?: {
                afterMonths: number;
                en: string;
                percent: number;
                zh: string;
              }[];
              items: string[];
              /** @enum {string} */
              kind: 'grant' | 'waiver' | 'third-party';
              legalText: string;
              /** @enum {string} */
              level: 'national' | 'province' | 'city' | 'district';
              lines?: {
                amount: {
                  /** @default [] */
                  caps: {
                    clause?: string;
                    en: string;
                    limit: string | number | boolean;
                    months?: number;
                    /** @enum {string} */
                    scope: 'case' | 'enterprise' | 'period';
                    zh: string;
                  }[];
                  formula: string | number | boolean;
                  rounding: {
                    /** @enum {string} */
                    mode: 'down' | 'up' | 'half-up' | 'half-even';
                    toFen: number;
                  };
                };
                /** @default [] */
                conditions: {
                  clause?: string;
                  en: string;
                  name: string;
                  when: string | number | boolean;
                  zh: string;
                }[];
                over: string;
                /** @default [] */
                unique: {
                  en: string;
                  fields: string[];
                  name: string;
                  zh: string;
                }[];
              };
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              /** @default [] */
              parameters: {
                clause?: string;
                en: string;
                name: string;
                unit?: string;
                values: {
                  district?: string;
                  from?: string;
                  until?: string;
                  value: string | number | boolean;
                }[];
                zh: string;
              }[];
              payees: {
                en: string;
                identifiedBy?: string;
                /** @enum {string} */
                kind: 'enterprise' | 'employee' | 'third-party';
                percent: number;
                zh: string;
              }[];
              /** @enum {string} */
              period: 'once' | 'monthly' | 'quarterly' | 'instalments';
              /** @default 0 */
              preAuthorisedYuan: number;
              provenance: {
                /** @default [] */
                assumed: string[];
                /** @enum {string} */
                kind: 'real' | 'adapted' | 'composed';
                source: string;
              };
              recovery: {
                en: string;
                hearing: boolean;
                /** @default false */
                offset: boolean;
                repayWithinDays: number;
                zh: string;
              };
              review?: {
                en: string;
                role: string;
                /** @default 0 */
                samplePercent: number;
                workingDays: number;
                zh: string;
              };
              /** @constant */
              schema: 'zhida-policy/1';
              stacking: {
                clause?: string;
                group?: string;
                /** @default false */
                higherLevelPrevails: boolean;
                /** @enum {string} */
                rule: 'exclusive' | 'highest' | 'combine';
              };
              structure: {
                batch?: string;
                clause: string;
                document: {
                  en: string;
                  zh: string;
                };
                matter: {
                  en: string;
                  zh: string;
                };
              };
              summary?: {
                en: string;
                zh: string;
              };
              /** @default [] */
              tables: {
                clause?: string;
                en: string;
                /** @enum {string} */
                hit: 'first' | 'unique';
                inputs: string[];
                name: string;
                otherwise?: string | number | boolean;
                rows: {
                  clause?: string;
                  then: string | number | boolean;
                  when: (string | number | boolean)[];
                }[];
                zh: string;
              }[];
              title: {
                en: string;
                zh: string;
              };
              transition?: {
                effectiveFrom: string;
                en: string;
                /** @enum {string} */
                pending: 'old-version' | 'new-version' | 'better-for-applicant';
                replacesVersion: number;
                zh: string;
              };
              /** @default [] */
              values: {
                clause?: string;
                en: string;
                is: string | number | boolean;
                name: string;
                zh: string;
              }[];
              /** @default 1 */
              version: number;
            };
            hash: string;
            policy: {
              approval?: {
                attached: {
                  day?: string;
                  /** @enum {string} */
                  kind: 'legality-review' | 'fair-competition-review';
                  reference: string;
                }[];
                expectedYuan?: number;
                required: ('legality-review' | 'fair-competition-review')[];
                steps: {
                  en: string;
                  role: string;
                  /** @enum {string} */
                  step: 'handle' | 'check' | 'approve' | 'finance-countersign' | 'legality-review';
                  zh: string;
                }[];
                taken: {
                  /** Format: date-time */
                  at: string;
                  by: string;
                  comment?: string;
                }[];
              };
              /** Format: date-time */
              changedAt: string;
              draftedBy: string;
              id: string;
              inForce: number;
              latest: number;
              /** @enum {string} */
              mode: 'automatic' | 'confirm' | 'apply';
              publishedOn?: string;
              rejection?: {
                /** Format: date-time */
                at: string;
                by: string;
                number: number;
                position: number;
                reason: string;
              };
              resumed?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              /** @enum {string} */
              state: 'draft' | 'submitted' | 'approved' | 'published' | 'suspended' | 'closed';
              submittedBy?: string;
              suspended?: {
                /** Format: date-time */
                at: string;
                by: string;
              };
              titleEn: string;
              titleZh: string;
              version: number;
            };
            questions: {
              conditions: string[];
              department: string;
              en: string;
              forAmount: boolean;
              item: string;
              zh: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-receipts-verification': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          application: {
            asOf: string;
            districtCode: string;
            id: string;
            policyId: string;
            policyVersion: number;
          } & {
            [key: string]: unknown;
          };
          decision: {
            asked?: {
              department: string;
              items: string[];
              nonce?: string;
              /** @enum {string} */
              outcome: 'answered' | 'down';
              purpose: {
                applicationId: string;
                policyId: string;
                policyVersion: number;
              };
              uscc: string;
            }[];
            evaluation?: {
              amountFen: number | null;
              conditions: {
                name: string;
                value: boolean | null;
              }[];
              lines?: {
                amountFen: number | null;
                conditions: {
                  name: string;
                  value: boolean | null;
                }[];
                duplicateOf?: number;
                index: number;
                /** @enum {string} */
                outcome: 'eligible' | 'ineligible' | 'unknown';
                uniqueKeys: (string | null)[];
              }[];
              missing: string[];
              /** @enum {string} */
              outcome: 'eligible' | 'ineligible' | 'unknown';
              steps: {
                amountFen?: number;
                en: string;
                name: string;
                text: string | null;
                zh: string;
              }[];
            };
            facts?: {
              [key: string]: unknown;
            };
            fault?: {
              code: string;
              en?: string;
              zh?: string;
            } & {
              [key: string]: unknown;
            };
            policyHash?: string;
            receipts?: {
              asOf: string;
              department: string;
              nonce: string;
              /** Format: base64url */
              signature: string;
              uscc: string;
              values: {
                [key: string]:
                  | (string | number | boolean | null)
                  | {
                      [key: string]: string | number | boolean | null;
                    }[];
              };
            }[];
            review?: {
              /** @enum {string} */
              decision: 'accept' | 'refuse';
              reason: string;
            };
          } & {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            checks: {
              failing: string[];
              /** @enum {string} */
              name: 'rule' | 'signatures' | 'sources' | 'result' | 'record';
              ok: boolean;
            }[];
            hash: string;
            ok: boolean;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-recoveries': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        state?:
          | 'proposed'
          | 'noticed'
          | 'taking-back'
          | 'receivable'
          | 'written-off'
          | 'settled'
          | 'topped-up'
          | 'dropped';
        uscc?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              applicationId: string;
              approvedBy?: string;
              /** @enum {string} */
              cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
              claimedFen: number;
              correctFen: number;
              differenceFen: number;
              hearing?: {
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                outcome: 'uphold' | 'drop';
                statement: string;
              };
              id: string;
              lines?: {
                amountFen: number;
                index: number;
                payeeId: string;
                slotIds: string[];
              }[];
              /** Format: date-time */
              noticedAt?: string;
              policyId: string;
              policyVersion: number;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
              repayBy?: string;
              repayments: {
                amountFen: number;
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                kind: 'repaid' | 'offset';
                reference: string;
              }[];
              restoredFen: number;
              shares: {
                amountFen: number;
                budgetId: string;
              }[];
              /** @enum {string} */
              state:
                | 'proposed'
                | 'noticed'
                | 'taking-back'
                | 'receivable'
                | 'written-off'
                | 'settled'
                | 'topped-up'
                | 'dropped';
              supplementClaimId?: string;
              takenFen?: number;
              uscc: string;
              version: number;
              writeOff?: {
                amountFen: number;
                /** Format: date-time */
                approvedAt?: string;
                approvedBy?: string;
                reason: string;
                /** Format: date-time */
                requestedAt: string;
                requestedBy: string;
              };
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          applicationIds?: string[];
          /** @enum {string} */
          cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'amendment';
          /** Format: date-time */
          decidedBefore?: string;
          /** Format: date-time */
          decidedFrom?: string;
          districtCode?: string;
          facts?: {
            [key: string]:
              | string
              | number
              | boolean
              | null
              | {
                  [key: string]: string | number | boolean | null;
                }[];
          };
          policyId: string;
          policyVersion?: number;
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              applicationId: string;
              approvedBy?: string;
              /** @enum {string} */
              cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
              claimedFen: number;
              correctFen: number;
              differenceFen: number;
              hearing?: {
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                outcome: 'uphold' | 'drop';
                statement: string;
              };
              id: string;
              lines?: {
                amountFen: number;
                index: number;
                payeeId: string;
                slotIds: string[];
              }[];
              /** Format: date-time */
              noticedAt?: string;
              policyId: string;
              policyVersion: number;
              /** Format: date-time */
              proposedAt: string;
              proposedBy: string;
              reason: string;
              repayBy?: string;
              repayments: {
                amountFen: number;
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {string} */
                kind: 'repaid' | 'offset';
                reference: string;
              }[];
              restoredFen: number;
              shares: {
                amountFen: number;
                budgetId: string;
              }[];
              /** @enum {string} */
              state:
                | 'proposed'
                | 'noticed'
                | 'taking-back'
                | 'receivable'
                | 'written-off'
                | 'settled'
                | 'topped-up'
                | 'dropped';
              supplementClaimId?: string;
              takenFen?: number;
              uscc: string;
              version: number;
              writeOff?: {
                amountFen: number;
                /** Format: date-time */
                approvedAt?: string;
                approvedBy?: string;
                reason: string;
                /** Format: date-time */
                requestedAt: string;
                requestedBy: string;
              };
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-recoveries-id': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-hearing': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          outcome: 'uphold' | 'drop';
          statement: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-offsets': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          legId: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-repayments': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          amountFen: number;
          reference: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-restoration': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-write-off': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-id-write-off-approval': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-previews': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          applicationIds?: string[];
          /** @enum {string} */
          cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'amendment';
          /** Format: date-time */
          decidedBefore?: string;
          /** Format: date-time */
          decidedFrom?: string;
          districtCode?: string;
          facts?: {
            [key: string]:
              | string
              | number
              | boolean
              | null
              | {
                  [key: string]: string | number | boolean | null;
                }[];
          };
          policyId: string;
          policyVersion?: number;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            differences: {
              applicationId: string;
              claimedFen: number;
              correctFen: number;
              differenceFen: number;
              enterpriseName: string;
              lines?: {
                amountFen: number;
                index: number;
                payeeId: string;
                slotIds: string[];
              }[];
              /** @enum {string} */
              note?: 'unknown' | 'protected';
              policyVersion: number;
              uscc: string;
            }[];
            examined: number;
            isTruncated: boolean;
            toPayFen: number;
            toRecoverFen: number;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-recoveries-self-corrections': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          amountFen: number;
          applicationId: string;
          reason: string;
          uscc: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            applicationId: string;
            approvedBy?: string;
            /** @enum {string} */
            cause: 'corrected-fact' | 'misapplied-rule' | 'audit-finding' | 'self-correction' | 'amendment';
            claimedFen: number;
            correctFen: number;
            differenceFen: number;
            hearing?: {
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              outcome: 'uphold' | 'drop';
              statement: string;
            };
            id: string;
            lines?: {
              amountFen: number;
              index: number;
              payeeId: string;
              slotIds: string[];
            }[];
            /** Format: date-time */
            noticedAt?: string;
            policyId: string;
            policyVersion: number;
            /** Format: date-time */
            proposedAt: string;
            proposedBy: string;
            reason: string;
            repayBy?: string;
            repayments: {
              amountFen: number;
              /** Format: date-time */
              at: string;
              by: string;
              /** @enum {string} */
              kind: 'repaid' | 'offset';
              reference: string;
            }[];
            restoredFen: number;
            shares: {
              amountFen: number;
              budgetId: string;
            }[];
            /** @enum {string} */
            state:
              | 'proposed'
              | 'noticed'
              | 'taking-back'
              | 'receivable'
              | 'written-off'
              | 'settled'
              | 'topped-up'
              | 'dropped';
            supplementClaimId?: string;
            takenFen?: number;
            uscc: string;
            version: number;
            writeOff?: {
              amountFen: number;
              /** Format: date-time */
              approvedAt?: string;
              approvedBy?: string;
              reason: string;
              /** Format: date-time */
              requestedAt: string;
              requestedBy: string;
            };
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-requests': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
        uscc?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              answer?: string;
              answerBy: string;
              /** Format: date-time */
              answeredAt?: string;
              answeredBy?: string;
              /** Format: date-time */
              assignedAt?: string;
              assignedBy?: string;
              enterpriseName: string;
              /** Format: date-time */
              filedAt: string;
              filedBy: string;
              id: string;
              owner?: string;
              /** Format: date-time */
              ratedAt?: string;
              stars?: number;
              /** @enum {string} */
              state: 'filed' | 'assigned' | 'answered' | 'closed';
              subject: string;
              urgedAt: string[];
              uscc: string;
              version: number;
              words: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-requests': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          subject: string;
          uscc: string;
          words: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            answer?: string;
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            assignedAt?: string;
            assignedBy?: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            id: string;
            owner?: string;
            /** Format: date-time */
            ratedAt?: string;
            stars?: number;
            /** @enum {string} */
            state: 'filed' | 'assigned' | 'answered' | 'closed';
            subject: string;
            urgedAt: string[];
            uscc: string;
            version: number;
            words: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-requests-id-answer': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          answer: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            answer?: string;
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            assignedAt?: string;
            assignedBy?: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            id: string;
            owner?: string;
            /** Format: date-time */
            ratedAt?: string;
            stars?: number;
            /** @enum {string} */
            state: 'filed' | 'assigned' | 'answered' | 'closed';
            subject: string;
            urgedAt: string[];
            uscc: string;
            version: number;
            words: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-requests-id-assignment': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          owner: string;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            answer?: string;
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            assignedAt?: string;
            assignedBy?: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            id: string;
            owner?: string;
            /** Format: date-time */
            ratedAt?: string;
            stars?: number;
            /** @enum {string} */
            state: 'filed' | 'assigned' | 'answered' | 'closed';
            subject: string;
            urgedAt: string[];
            uscc: string;
            version: number;
            words: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-requests-id-rating': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          stars: number;
        };
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            answer?: string;
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            assignedAt?: string;
            assignedBy?: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            id: string;
            owner?: string;
            /** Format: date-time */
            ratedAt?: string;
            stars?: number;
            /** @enum {string} */
            state: 'filed' | 'assigned' | 'answered' | 'closed';
            subject: string;
            urgedAt: string[];
            uscc: string;
            version: number;
            words: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-requests-id-urging': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            answer?: string;
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            answeredBy?: string;
            /** Format: date-time */
            assignedAt?: string;
            assignedBy?: string;
            enterpriseName: string;
            /** Format: date-time */
            filedAt: string;
            filedBy: string;
            id: string;
            owner?: string;
            /** Format: date-time */
            ratedAt?: string;
            stars?: number;
            /** @enum {string} */
            state: 'filed' | 'assigned' | 'answered' | 'closed';
            subject: string;
            urgedAt: string[];
            uscc: string;
            version: number;
            words: string;
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-search': {
    parameters: {
      query: {
        q: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: {
              detail?: string;
              id: string;
              /** @enum {string} */
              kind: 'enterprise' | 'application' | 'order' | 'payment' | 'exception' | 'recovery' | 'policy';
              orderId?: string;
              state?: string;
              title: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-statements': {
    parameters: {
      query?: {
        cursor?: string;
        kind?: 'status' | 'notification' | 'statement';
        limit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            items: {
              day?: string;
              exceptions: number;
              id: string;
              key: string;
              /** @enum {string} */
              kind: 'status' | 'notification' | 'statement';
              lines: number;
              repeated: number;
              returned: number;
              settled: number;
              /** Format: date-time */
              takenAt: string;
              version: number;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'POST-api-statements': {
    parameters: {
      query?: never;
      header: {
        /** @description 每次操作唯一；重试时沿用 / Unique to this act; repeated on a retry */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/xml': string;
        'text/xml': string;
      };
    };
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  'GET-api-statements-id': {
    parameters: {
      query?: {
        cursor?: string;
        limit?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 成功 / Success */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            cursor?: string;
            file: {
              day?: string;
              exceptions: number;
              id: string;
              key: string;
              /** @enum {string} */
              kind: 'status' | 'notification' | 'statement';
              lines: number;
              repeated: number;
              returned: number;
              settled: number;
              /** Format: date-time */
              takenAt: string;
              version: number;
            };
            items: {
              amountFen?: number;
              bankReference?: string;
              /** @enum {string} */
              became: 'settled' | 'sent-back' | 'case' | 'waiting' | 'information';
              bookingDay?: string;
              counterparty?: string;
              endToEndId?: string;
              exception?: {
                id: string;
                /** @enum {string} */
                state: 'open' | 'closed';
              };
              legId?: string;
              number: number;
              orderId?: string;
              reason?: string;
              remark?: string;
              status: string;
            }[];
            reports: {
              account?: string;
              answers?: string;
              closingFen?: number;
              createdAt: string;
              fromDay?: string;
              groupStatus?: string;
              /** @enum {string} */
              kind: 'status-report' | 'notification' | 'statement';
              lines: number;
              messageId: string;
              openingFen?: number;
              problems: ({
                code: string;
                en: string;
                path: string;
                zh: string;
              } & {
                [key: string]: unknown;
              })[];
              toDay?: string;
            }[];
          };
        };
      };
      /** @description 错误详情（RFC 9457）/ Problem details (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
