// The words for the one field that names a person: known before the list, so that the list's code loads only where it is needed.
import { useLanguage } from '../../kit/language.ts';
import { useCatalogue } from '../../kit/reference-data.ts';
import type { ShownPolicy } from './queries.ts';

/** The catalogue's words for the one field that names a person, where the policy pays by person; undefined elsewhere. */
export function useKeyTitle({ document }: ShownPolicy): string | undefined {
  const { pick } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  const { lines } = document;
  const key = lines?.unique.find(({ fields }) => fields.length === 1)?.fields[0];
  const field = items.find((item) => item.key === lines?.over)?.fields?.find((each) => each.key === key);
  return field && pick(field);
}
