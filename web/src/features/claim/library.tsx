// The policy library: everyone finds what is in force by words, place, kind of firm, amount and deadline; the address keeps the filters.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { largeMoney } from '../../kit/money.ts';
import { Page } from '../../kit/page.tsx';
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { useCatalogue, useNames } from '../../kit/reference-data.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { useLibrary, useSettled, type LibraryFilter, type LibraryPolicy } from './queries.ts';

const MODES = ['automatic', 'confirm', 'apply'] as const;
const SETTLED_AFTER_MS = 250;
/** A filter on a fact stands in the address as `f.<key>`. */
const FACT = 'f.';

function filterOf(address: URLSearchParams): LibraryFilter {
  const taken = (name: string) => address.get(name) ?? '';
  const facts = [...address].flatMap(([name, code]) =>
    name.startsWith(FACT) ? [`${name.slice(FACT.length)}:${code}`] : [],
  );
  const q = taken('q');
  const district = taken('district');
  return {
    ...(q !== '' && { q }),
    ...(district !== '' && { district }),
    ...(facts.length > 0 && { facts: facts.join(',') }),
    ...(/^\d{1,10}$/.test(taken('min')) && { minYuan: taken('min') }),
    ...(taken('open') !== '' && { openOn: 'today' }),
    sort: taken('sort') === 'amount' ? 'amount' : 'deadline',
  };
}

export function Library() {
  const { t } = useTranslation('claim');
  const [address] = useSearchParams();
  const settled = useSettled(address.toString(), SETTLED_AFTER_MS);
  const query = useLibrary(filterOf(new URLSearchParams(settled)));
  const mode = address.get('mode') ?? '';
  return (
    <Page title={t('library.title')} lead={t('library.lead')}>
      <Filters />
      <Loaded query={query} rows={8}>
        {(policies) => <Found policies={policies.filter((policy) => mode === '' || policy.mode === mode)} />}
      </Loaded>
    </Page>
  );
}

/** Facts by which people look for a policy: those to which the catalogue gives a role, such as sector and size. */
const isFilter = ({ type, role }: CatalogueItem): boolean =>
  type === 'enum' && role !== undefined && role !== 'district';

function Filters() {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { pick } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  const districts = items.find(({ role }) => role === 'district')?.values ?? [];
  return (
    <search className="surface filters filters-even">
      <Typed name="q" type="search" label={t('library.search')} />
      {items.filter(isFilter).map((item) => (
        <Choice
          key={item.key}
          name={FACT + item.key}
          label={pick(item).replaceAll('_', ' ')}
          options={(item.values ?? []).map(({ code, ...words }) => [code, pick(words)])}
        />
      ))}
      <Choice
        name="district"
        label={t('library.district')}
        options={districts.map(({ code, ...words }) => [code, pick(words)])}
      />
      <Typed name="min" type="text" label={t('library.min')} />
      <Choice
        name="mode"
        label={t('library.mode')}
        options={MODES.map((each) => [each, kit(`mode.${each}`)])}
      />
      <Choice name="open" label={t('library.open')} options={[['today', t('library.openNow')]]} />
      <Choice
        name="sort"
        label={t('library.sort')}
        none={t('library.sort.deadline')}
        options={[['amount', t('library.sort.amount')]]}
      />
    </search>
  );
}

function useAddress(name: string): [value: string, set: (value: string) => void] {
  const [address, setAddress] = useSearchParams();
  const set = (value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return [address.get(name) ?? '', set];
}

interface TypedProps {
  readonly name: string;
  readonly type: 'search' | 'text';
  readonly label: string;
}

function Typed({ name, type, label }: TypedProps) {
  const id = useId();
  const [value, set] = useAddress(name);
  return (
    <label htmlFor={id}>
      {label}
      <input
        id={id}
        className="input"
        type={type}
        {...(type === 'text' && { inputMode: 'numeric' as const })}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </label>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [code: string, words: string])[];
  /** What stands for no choice. */
  readonly none?: string;
}

function Choice({ name, label, options, none }: ChoiceProps) {
  const { t } = useTranslation('claim');
  const id = useId();
  const [value, set] = useAddress(name);
  return (
    <label htmlFor={id}>
      {label}
      <select id={id} className="input" value={value} onChange={({ target }) => set(target.value)}>
        <option value="">{none ?? t('library.all')}</option>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Found({ policies }: { readonly policies: readonly LibraryPolicy[] }) {
  const { t } = useTranslation('claim');
  return (
    <>
      <p className="hint" role="status">
        {policies.length === 0 ? t('library.none') : t('library.found', { count: policies.length })}
      </p>
      <ul className="cards">
        {policies.map((policy) => (
          <PolicyCard key={policy.id} policy={policy} />
        ))}
      </ul>
    </>
  );
}

function PolicyCard({ policy }: { readonly policy: LibraryPolicy }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const names = useNames();
  return (
    <li className="card">
      <div>
        <h2>
          <Link to={`/library/${policy.id}`}>{pick({ zh: policy.titleZh, en: policy.titleEn })}</Link>
        </h2>
        {policy.summary && <p>{pick(policy.summary)}</p>}
        <p className="meta">
          <span>{kit(`mode.${policy.mode}`)}</span>
          <span>{names.department(policy.department)}</span>
          <span>
            {policy.until === undefined
              ? t('match.noEnd')
              : t('match.until', { day: dayText(policy.until, language) })}
          </span>
          {policy.state !== 'published' && <StateTag state={policy.state} />}
        </p>
      </div>
      <div className="card-side">
        {policy.mostFen !== undefined && (
          <span className="amount">
            {t('library.most', { amount: largeMoney(policy.mostFen, language) })}
          </span>
        )}
      </div>
    </li>
  );
}
