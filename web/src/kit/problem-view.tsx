// What went wrong, in the API's own words: what to do rather than what broke, with the fields it names.
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from './api.ts';
import { useLanguage } from './language.ts';
import { useSession } from './session.ts';

interface ProblemViewProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function ProblemView({ error, onRetry }: ProblemViewProps) {
  const { t } = useTranslation('kit');
  const { pick } = useLanguage();
  const { signIn } = useSession();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const mustSignIn = problem?.code === 'unauthenticated';
  const act = mustSignIn ? (
    <Button size="small" onClick={() => signIn()}>
      {t('signIn')}
    </Button>
  ) : (
    onRetry && (
      <Button size="small" onClick={onRetry}>
        {t('retry')}
      </Button>
    )
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem ? pick(problem) : t('noAnswer')}
      description={problem && problem.fields ? <FieldErrors fields={problem.fields} /> : undefined}
      action={act}
    />
  );
}

function FieldErrors({ fields }: { readonly fields: readonly { path: string; zh: string; en: string }[] }) {
  const { pick } = useLanguage();
  return (
    <ul className="plain">
      {fields.map((field, index) => (
        <li key={index}>
          <code>{field.path}</code> {pick(field)}
        </li>
      ))}
    </ul>
  );
}
