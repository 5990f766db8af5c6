// What went wrong, in the API's own words: what to do rather than what broke, with the fields it names.
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError, type Problem } from './api.ts';
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
      description={problem && <Details problem={problem} />}
      action={act}
    />
  );
}

/** The fields it names; for a failure of the platform itself, the number to ask about. */
function Details({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('kit');
  return (
    <>
      {problem.fields && <FieldErrors fields={problem.fields} />}
      {problem.status >= 500 && (
        <p className="hint">
          {t('requestId')} <code>{problem.requestId}</code>
        </p>
      )}
    </>
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
