// Refused cases that one person asks to let stand beside an earlier claim, and another approves.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { ageText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { AskOverride } from './ask-override.tsx';
import { useOverrides, type Override } from './queries.ts';

export function Overrides() {
  const { t } = useTranslation('inbox');
  const columns = useColumns();
  return (
    <Section id="overrides" title={t('overrides.title')} acts={<AskOverride />}>
      <p className="hint">{t('overrides.hint')}</p>
      <Loaded query={useOverrides()} rows={2}>
        {(overrides) =>
          overrides.length === 0 ? (
            <p>{t('empty')}</p>
          ) : (
            <DataTable rows={overrides} columns={columns} rowKey={({ id }) => id} fileName="overrides" />
          )
        }
      </Loaded>
    </Section>
  );
}

function useColumns(): Column<Override>[] {
  const { t } = useTranslation('inbox');
  const { language } = useLanguage();
  return [
    {
      title: t('overrides.case'),
      kind: 'text',
      value: ({ id }) => id,
      show: ({ id }) => <Link to={applicationPath(id)}>{id}</Link>,
    },
    {
      title: t('overrides.earlier'),
      kind: 'text',
      value: ({ earlierClaimId }) => earlierClaimId,
      show: ({ earlierClaimId }) => (
        <Link to={applicationPath(earlierClaimId.split('~')[0] ?? '')}>{earlierClaimId}</Link>
      ),
    },
    { title: t('column.reason'), kind: 'text', value: ({ reason }) => reason },
    { title: t('overrides.by'), kind: 'text', value: ({ requestedBy }) => requestedBy },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ requestedAt }) => requestedAt,
      show: ({ requestedAt }) => ageText(requestedAt, language),
    },
    {
      title: t('column.act'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: (override) => <Approve override={override} />,
    },
  ];
}

function Approve({ override: { id, requestedBy, reason } }: { readonly override: Override }) {
  const { t } = useTranslation('inbox');
  const person = usePerson();
  const approve = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/claims/{id}/override/approval', {
          params: { path: { id }, header: actHeader(key) },
        }),
      ),
    changes: ['overrides', 'application'],
  });
  if (!hasRole(person, 'finance.checker')) return null;
  if (requestedBy === person.sub) return <span className="hint">{t('overrides.own')}</span>;
  return (
    <ConfirmAct
      label={t('overrides.approve')}
      act={approve}
      isPrimary
      says={t('overrides.approveSays', { id, by: requestedBy, reason })}
    />
  );
}
