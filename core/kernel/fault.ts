// The one error class: every refusal a person or a queue sees comes from this table of codes, with zh and en words.

/** What went wrong, who can mend it, and how HTTP and SQS answer: see `FAULTS`. */
export type FaultCode = keyof typeof FAULTS;

interface FaultForm {
  readonly status: number;
  /** A retry of the same request may succeed. */
  readonly retryable: boolean;
  readonly zh: string;
  readonly en: string;
}

const form = (status: number, retryable: boolean, zh: string, en: string): FaultForm => ({
  status,
  retryable,
  zh,
  en,
});

export const FAULTS = {
  invalid: form(400, false, '请求内容有误，请按提示修改', 'The request has errors; correct the fields named'),
  unauthenticated: form(401, false, '请先登录', 'Sign in first'),
  forbidden: form(403, false, '您没有此项权限', 'You may not do this'),
  'not-found': form(404, false, '没有找到', 'Not found'),
  conflict: form(409, false, '与现有记录冲突', 'It conflicts with what is recorded'),
  'too-large': form(413, false, '内容过大', 'Too large'),
  'unsupported-media-type': form(415, false, '不支持的内容类型', 'Unsupported content type'),
  unprocessable: form(422, false, '当前状态下不能办理', 'Not possible in the present state'),
  'lost-race': form(503, true, '同时有其他操作，请重试', 'Another change came first; try again'),
  throttled: form(503, true, '系统繁忙，请稍后重试', 'Busy; try again shortly'),
  unavailable: form(503, true, '服务暂不可用，请稍后重试', 'Temporarily unavailable; try again shortly'),
} as const satisfies Record<string, FaultForm>;

/** One field's error: `path` as in JSON (`lines.0.amountFen`), words in both languages. */
export interface FieldError {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export interface FaultDetail {
  /** Stable machine code below the kind, for example `claim-exists`. */
  readonly reason?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly fields?: readonly FieldError[];
  /** Evidence a person needs, for example the earlier claim's id. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** A fault or a transient error. A defect is any other Error: HTTP 500, SQS redelivery and DLQ. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly detail: FaultDetail;
  constructor(code: FaultCode, detail: FaultDetail = {}) {
    super(detail.en ?? FAULTS[code].en);
    this.name = 'Fault';
    this.code = code;
    this.detail = detail;
  }
  get status(): number {
    return FAULTS[this.code].status;
  }
  get retryable(): boolean {
    return FAULTS[this.code].retryable;
  }
}

/** Throws a defect when `condition` is false: a broken assertion, never a user's mistake. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
