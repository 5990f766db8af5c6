// Leads to the field for a place of the document, or to the nearest part around it that stands on the page.
import { fieldId } from './editing.ts';

/** A view that was just opened has its fields a moment later, its editors when they are loaded. */
const TRIES_MAX = 20;
const TRY_EVERY_MS = 50;

function nearest(path: string): { readonly element: HTMLElement; readonly isExact: boolean } | undefined {
  const parts = path.split('.');
  for (let count = parts.length; count > 0; count--) {
    const element = document.getElementById(fieldId(parts.slice(0, count)));
    if (element) return { element, isExact: count === parts.length };
  }
  return undefined;
}

export function focusAt(path: string, tries = TRIES_MAX): void {
  const found = nearest(path);
  if (!found?.isExact && tries > 0) {
    setTimeout(() => focusAt(path, tries - 1), TRY_EVERY_MS);
    return;
  }
  found?.element.focus();
  found?.element.scrollIntoView({ block: 'center' });
}
