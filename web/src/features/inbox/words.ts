// Words of the pages of this feature.
import type { Dictionary } from '../../kit/language.ts';

export const inboxWords = {} as const satisfies Dictionary;
