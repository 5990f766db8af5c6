// The policy library: everyone finds what is in force by words and by how it is claimed; the filters stay in the address.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { useLibrary, type PolicyHead } from './queries.ts';

const MODES = ['automatic', 'confirm', 'apply'] as const;

export function Library() {
  const { t } = useTranslation('claim');
  const [address] = useSearchParams();
  const query = useLibrary();
  const words = address.get('q') ?? '';
  const mode = address.get('mode') ?? '';
  return (
    <Page title={t('library.title')} lead={t('library.lead')}>
      <Filters words={words} mode={mode} />
      <Loaded query={query} rows={8}>
        {(policies) => <Found policies={policies.filter((policy) => fits(policy, words, mode))} />}
      </Loaded>
    </Page>
  );
}

/** Every word must stand in one of the titles; drafts are not for the library. */
function fits(policy: PolicyHead, words: string, mode: string): boolean {
  if (policy.inForce === 0 || (mode !== '' && policy.mode !== mode)) return false;
  const text = `${policy.titleZh} ${policy.titleEn} ${policy.id}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Filters({ words, mode }: { readonly words: string; readonly mode: string }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const [, setAddress] = useSearchParams();
  const id = useId();
  const set = (name: string, value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <search className="surface filters">
      <label htmlFor={`${id}-q`}>
        {t('library.search')}
        <input
          id={`${id}-q`}
          className="input"
          type="search"
          value={words}
          onChange={({ target }) => set('q', target.value)}
        />
      </label>
      <label htmlFor={`${id}-mode`}>
        {t('library.mode')}
        <select
          id={`${id}-mode`}
          className="input"
          value={mode}
          onChange={({ target }) => set('mode', target.value)}
        >
          <option value="">{t('library.all')}</option>
          {MODES.map((each) => (
            <option key={each} value={each}>
              {kit(`mode.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

function Found({ policies }: { readonly policies: readonly PolicyHead[] }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { pick } = useLanguage();
  return (
    <>
      <p className="hint" role="status">
        {policies.length === 0 ? t('library.none') : t('library.found', { count: policies.length })}
      </p>
      <ul className="cards">
        {policies.map((policy) => (
          <li key={policy.id} className="card">
            <div>
              <h2>
                <Link to={`/library/${policy.id}`}>{pick({ zh: policy.titleZh, en: policy.titleEn })}</Link>
              </h2>
              <p className="meta">
                <span>{kit(`mode.${policy.mode}`)}</span>
                {policy.state !== 'published' && <StateTag state={policy.state} />}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
