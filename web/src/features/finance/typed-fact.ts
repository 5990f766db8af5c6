// A fact as a person types it, and as facts are stored: fen, scaled numbers, day numbers, codes.
import { fenOfYuan } from '../../kit/money.ts';

export interface TypedFact {
  /** Key of the item; empty: no fact is corrected. */
  readonly key: string;
  readonly item: { readonly type: string; readonly scale?: number | undefined } | undefined;
  readonly text: string;
}
export const EMPTY_FACT: TypedFact = { key: '', item: undefined, text: '' };
const DAY_MS = 86_400_000;

/** As facts are stored: fen, scaled numbers, day numbers, codes. Undefined for nothing, or what is no value of its kind. */
export function factOf({ key, item, text }: TypedFact): string | number | boolean | undefined {
  if (key === '' || text.trim() === '') return undefined;
  switch (item?.type) {
    case 'money':
      return fenOfYuan(text);
    case 'number': {
      const value = Number(text) * 10 ** (item.scale ?? 0);
      return Number.isFinite(value) ? Math.round(value) : undefined;
    }
    case 'boolean':
      return text === 'true';
    case 'date': {
      const days = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
      return Number.isInteger(days) ? days : undefined;
    }
    default:
      return text.trim();
  }
}
