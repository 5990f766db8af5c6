// All that the enterprise has claimed, the latest first.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page } from '../../kit/page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { instantText } from '../../kit/time.ts';
import { useApplications, useLibrary, useUscc } from './queries.ts';

export function Applications() {
  const { t } = useTranslation('claim');
  const { language, pick } = useLanguage();
  const query = useApplications(useUscc());
  const policies = useLibrary().data ?? [];
  const titleOf = (policyId: string): string => {
    const policy = policies.find(({ id }) => id === policyId);
    return policy ? pick({ zh: policy.titleZh, en: policy.titleEn }) : policyId;
  };
  return (
    <Page title={t('applications.title')}>
      <Loaded query={query}>
        {(applications) => (
          <ul className="cards">
            {applications.length === 0 && <li className="surface">{t('applications.none')}</li>}
            {applications
              .toSorted((a, b) => b.submittedAt.localeCompare(a.submittedAt))
              .map((application) => (
                <li key={application.id} className="card">
                  <div>
                    <h2>
                      <Link to={applicationPath(application.id)}>{titleOf(application.policyId)}</Link>
                    </h2>
                    <p className="meta">
                      <StateTag state={application.shown ?? application.state} />
                      <span>
                        {t('applications.filed', { when: instantText(application.submittedAt, language) })}
                      </span>
                    </p>
                  </div>
                  <div className="card-side">
                    {application.amountFen !== undefined && (
                      <span className="card-amount">{money(application.amountFen)}</span>
                    )}
                  </div>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}
