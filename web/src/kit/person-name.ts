// Who acted, as people read it: a person by name of the account, the machine and the rule in words.
import { useTranslation } from 'react-i18next';

export function usePersonName(): (by: string) => string {
  const { t } = useTranslation('kit');
  return (by) => {
    if (by === 'system' || by === '') return t('by.system');
    if (by === 'pre-authorised') return t('by.rule');
    return by === 'bank' ? t('by.bank') : by;
  };
}
