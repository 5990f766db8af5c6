// The form of a budget request: what a budget like it says is filled in, the amount is typed in yuan, errors stand at their fields.
import { Button, Modal } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, ApiError } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { fenOfYuan } from '../../kit/money.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useAct } from '../../kit/use-act.ts';
import { useMoneyNames, usePolicyHeads, type Budget } from './queries.ts';
import type { financeWords } from './words.ts';

interface TextField {
  readonly name: string;
  readonly word: keyof typeof financeWords;
}

const FIELDS: readonly TextField[] = [
  { name: 'source', word: 'budgets.source' },
  { name: 'amount', word: 'requests.amount' },
  { name: 'fiscalYear', word: 'budgets.year' },
  { name: 'budgetUnit', word: 'budgets.unit' },
  { name: 'quotaNumber', word: 'budgets.quota' },
  { name: 'functionClass', word: 'form.function' },
  { name: 'economicClass', word: 'form.economic' },
  { name: 'fundNature', word: 'form.nature' },
  { name: 'payer.name', word: 'form.payerName' },
  { name: 'payer.account', word: 'form.payerAccount' },
  { name: 'payer.clearingMember', word: 'form.payerBank' },
];

type Values = Readonly<Record<string, string>>;

const valuesOf = (model: Budget | undefined): Values => ({
  policyId: model?.policyId ?? '',
  kind: 'fund',
  source: model?.source ?? 'city',
  amount: '',
  payBy: '',
  fiscalYear: String(model?.fiscalYear ?? ''),
  budgetUnit: model?.budgetUnit ?? '',
  quotaNumber: model?.quotaNumber ?? '',
  functionClass: model?.functionClass ?? '',
  economicClass: model?.economicClass ?? '',
  fundNature: model?.fundNature ?? '',
  'payer.name': model?.payer.name ?? '',
  'payer.account': model?.payer.account ?? '',
  'payer.clearingMember': model?.payer.clearingMember ?? '',
});

const KINDS = ['fund', 'cut', 'close', 'carry-over', 'lapse'] as const;
/** These mean the budget as a whole: no amount is asked for. */
const OF_THE_WHOLE: readonly string[] = ['close', 'carry-over', 'lapse'];
const kindOf = (values: Values) => KINDS.find((kind) => kind === values['kind']) ?? 'fund';

/** The values as the API takes them; it names every field that it cannot take. */
const askOf = (values: Values, amountFen: number) => ({
  policyId: values['policyId'] ?? '',
  kind: kindOf(values),
  source: values['source'] ?? '',
  amountFen,
  ...(kindOf(values) === 'lapse' && { payBy: values['payBy'] ?? '' }),
  fiscalYear: Number(values['fiscalYear']),
  budgetUnit: values['budgetUnit'] ?? '',
  quotaNumber: values['quotaNumber'] ?? '',
  functionClass: values['functionClass'] ?? '',
  economicClass: values['economicClass'] ?? '',
  fundNature: values['fundNature'] ?? '',
  payer: {
    name: values['payer.name'] ?? '',
    account: values['payer.account'] ?? '',
    clearingMember: values['payer.clearingMember'] ?? '',
  },
});

/** @param model a budget whose classification and payer the new request shares */
export function BudgetForm({ model }: { readonly model: Budget | undefined }) {
  const { t } = useTranslation('finance');
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => open(true)}>
        {t('form.open')}
      </Button>
      <Modal
        open={isOpen}
        title={t('form.title')}
        footer={null}
        width={760}
        onCancel={() => open(false)}
        destroyOnHidden
      >
        <Form model={model} onDone={() => open(false)} />
      </Modal>
    </>
  );
}

function Form({ model, onDone }: { readonly model: Budget | undefined; readonly onDone: () => void }) {
  const { t } = useTranslation('finance');
  const [values, set] = useState(() => valuesOf(model));
  const amountFen = fenOfYuan(values['amount'] ?? '');
  const hasAmount = amountFen !== undefined && amountFen > 0;
  const isWhole = OF_THE_WHOLE.includes(values['kind'] ?? '');
  const [isTried, tried] = useState(false);
  const ask = useAct({
    send: (fen: number, key) =>
      answerOf(api.POST('/api/budgets', { params: { header: actHeader(key) }, body: askOf(values, fen) })),
    changes: ['budget-requests'],
    onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tried(true);
    if (isWhole) ask.mutate(0);
    else if (hasAmount) ask.mutate(amountFen);
  };
  const change = (name: string, value: string) => set({ ...values, [name]: value });
  const errors = useFieldErrors(ask.error);
  if (isTried && !isWhole && !hasAmount) errors.set('amount', t('form.amountWrong'));
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }} noValidate>
      {ask.isError && <ProblemView error={ask.error} />}
      <div className="field-row">
        <Choices values={values} onChange={change} />
        {values['kind'] === 'lapse' && (
          <label className="field">
            {t('form.payBy')}
            <input
              className="input"
              type="date"
              value={values['payBy'] ?? ''}
              onChange={({ target }) => change('payBy', target.value)}
            />
            {errors.has('payBy') && <span className="field-error">{errors.get('payBy')}</span>}
          </label>
        )}
        {FIELDS.filter(({ name }) => name !== 'amount' || !isWhole).map(({ name, word }) => (
          <label key={name} className="field">
            {t(word)}
            <input
              className="input"
              name={name}
              inputMode={name === 'amount' ? 'decimal' : 'text'}
              value={values[name] ?? ''}
              placeholder={name === 'source' ? t('form.sourceHint') : ''}
              aria-invalid={errors.has(name)}
              onChange={({ target }) => change(name, target.value)}
            />
            {errors.has(name) && <span className="field-error">{errors.get(name)}</span>}
          </label>
        ))}
      </div>
      <p className="hint">{t(`form.says.${kindOf(values)}`)}</p>
      <div className="acts">
        <Button type="primary" htmlType="submit" loading={ask.isPending}>
          {t('form.send')}
        </Button>
      </div>
    </form>
  );
}

/** The API's errors by the field they are about. */
function useFieldErrors(error: unknown): Map<string, string> {
  const { pick } = useLanguage();
  const fields = error instanceof ApiError ? (error.problem?.fields ?? []) : [];
  return new Map(fields.map((field) => [field.path === 'amountFen' ? 'amount' : field.path, pick(field)]));
}

interface ChoicesProps {
  readonly values: Values;
  readonly onChange: (name: string, value: string) => void;
}

function Choices({ values, onChange }: ChoicesProps) {
  const { t } = useTranslation('finance');
  const policies = usePolicyHeads().data ?? [];
  const names = useMoneyNames();
  return (
    <>
      <label className="field">
        {t('budgets.policy')}
        <select
          className="input"
          value={values['policyId']}
          onChange={({ target }) => onChange('policyId', target.value)}
        >
          <option value="" />
          {policies.map(({ id }) => (
            <option key={id} value={id}>
              {names.policy(id)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('requests.kind')}
        <select
          className="input"
          value={values['kind']}
          onChange={({ target }) => onChange('kind', target.value)}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`requests.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
