// One box finds by name, code, case, order, EndToEndId or policy; the question stays in the address.
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import { kitWords } from '../../kit/words.ts';
import { useFound, type Found } from './queries.ts';

export function Search() {
  const { t } = useTranslation('inbox');
  const [address] = useSearchParams();
  const q = address.get('find') ?? '';
  return (
    <Page title={t('search.title')} lead={t('search.lead')}>
      <div className="surface">
        <SearchBox first={q} />
      </div>
      {q.trim().length >= 2 && <Results q={q} />}
    </Page>
  );
}

export function SearchBox({ first = '' }: { readonly first?: string }) {
  const { t } = useTranslation('inbox');
  const go = useNavigate();
  const [text, write] = useState(first);
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim().length >= 2) void go(`/search?find=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" className="filters" onSubmit={look}>
      <label style={{ flex: '1 1 18rem' }}>
        {t('search.label')}
        <input
          className="input"
          type="search"
          value={text}
          minLength={2}
          maxLength={200}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      <Button htmlType="submit" type="primary">
        {t('search.go')}
      </Button>
    </form>
  );
}

const isState = (state: string | undefined): state is StateName =>
  state !== undefined && `state.${state}` in kitWords;

const pathOf = ({ kind, id, orderId }: Found): string => {
  switch (kind) {
    case 'enterprise':
      return `/search?find=${id}`;
    case 'application':
      return applicationPath(id);
    case 'payment':
      return orderId === undefined ? applicationPath(id) : `/orders/${orderId}`;
    case 'order':
      return `/orders/${id}`;
    case 'recovery':
      return `/recoveries/${id}`;
    case 'policy':
      return `/library/${id}`;
    case 'exception':
      return '/inbox#exceptions';
  }
};

function Results({ q }: { readonly q: string }) {
  const { t } = useTranslation('inbox');
  return (
    <Loaded query={useFound(q)} rows={4}>
      {(found) => (
        <section className="surface" aria-label={t('search.results')}>
          <p role="status" className="hint">
            {t(found.length === 0 ? 'search.none' : 'search.count', { count: found.length })}
          </p>
          <ul className="cards" style={{ marginTop: 10 }}>
            {found.map((item, index) => (
              <li key={index} className="card">
                <div>
                  <span className="tag">{t(`found.${item.kind}`)}</span>{' '}
                  <Link to={pathOf(item)}>{item.title}</Link>
                  {item.kind === 'payment' && (
                    <p className="hint">
                      <Link to={applicationPath(item.id)}>{item.id}</Link>
                    </p>
                  )}
                </div>
                <span className="hint">
                  {item.detail} {isState(item.state) && <StateTag state={item.state} />}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Loaded>
  );
}
