// The way between the views of a document, each with how many errors it holds; the view stands in the address.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEditing } from './editing.ts';
import { EDITOR_VIEWS, viewOf, type EditorView } from './editor-views.ts';

export function ViewNav({ view }: { readonly view: EditorView }) {
  const { t } = useTranslation('policy');
  const { problems } = useEditing();
  const errorsIn = (each: EditorView) =>
    problems.filter(({ isError, path }) => isError && viewOf(path) === each).length;
  return (
    <nav className="policy-views" aria-label={t('edit.views')}>
      {EDITOR_VIEWS.map((each) => {
        const count = errorsIn(each);
        return (
          <Link
            key={each}
            to={`?view=${each}`}
            replace
            className={each === view ? 'active' : ''}
            {...(each === view && { 'aria-current': 'page' as const })}
          >
            {t(`view.${each}`)}
            {count > 0 && (
              <span className="policy-count" aria-label={t('edit.errors', { count })}>
                {count}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
