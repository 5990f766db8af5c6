// An enterprise registers or changes where it is paid: what is wrong stands at its field, in the API's words.
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, ApiError } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useAct } from '../../kit/use-act.ts';

const FIELDS = [
  { name: 'name', word: 'accounts.name', mode: 'text' },
  { name: 'account', word: 'accounts.number', mode: 'text' },
  { name: 'clearingMember', word: 'accounts.bank', mode: 'numeric' },
] as const;
const EMPTY = { name: '', account: '', clearingMember: '' };

export function AccountForm({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('finance');
  const { pick } = useLanguage();
  const [payee, set] = useState(EMPTY);
  const register = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/payee-accounts', { params: { header: actHeader(key) }, body: { uscc, payee } }),
      ),
    changes: ['registration', 'payee-account'],
    onDone: () => set(EMPTY),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!register.isPending) register.mutate();
  };
  const faults = register.error instanceof ApiError ? (register.error.problem?.fields ?? []) : [];
  const errorAt = (name: string) => faults.find(({ path }) => path === `payee.${name}`);
  return (
    <form onSubmit={submit} className="stack" noValidate>
      {register.isError && <ProblemView error={register.error} />}
      {register.isSuccess && <Alert type="success" showIcon title={t('accounts.sent')} />}
      <div className="field-row">
        {FIELDS.map(({ name, word, mode }) => {
          const fault = errorAt(name);
          return (
            <label key={name} className="field">
              {t(word)}
              <input
                className="input"
                inputMode={mode}
                autoComplete="off"
                value={payee[name]}
                aria-invalid={fault !== undefined}
                onChange={({ target }) => set({ ...payee, [name]: target.value })}
              />
              {fault && <span className="field-error">{pick(fault)}</span>}
            </label>
          );
        })}
      </div>
      <p className="hint">{t('accounts.formHint')}</p>
      <div className="acts">
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {t('accounts.register')}
        </Button>
      </div>
    </form>
  );
}
