// The views of one document, and which of them shows a place of it: an error leads to the view where it can be mended.
export const EDITOR_VIEWS = [
  'basics',
  'parameters',
  'tables',
  'rules',
  'amount',
  'terms',
  'examples',
  'text',
] as const;
export type EditorView = (typeof EDITOR_VIEWS)[number];

const SHOWN_BY: Readonly<Record<string, EditorView>> = {
  parameters: 'parameters',
  tables: 'tables',
  conditions: 'rules',
  values: 'rules',
  items: 'rules',
  amount: 'amount',
  lines: 'amount',
  payees: 'terms',
  funding: 'terms',
  stacking: 'terms',
  allocation: 'terms',
  commitment: 'terms',
  recovery: 'terms',
  review: 'terms',
  approval: 'terms',
  transition: 'terms',
  examples: 'examples',
  ...Object.fromEntries(
    [
      ...['id', 'title', 'summary', 'documentNumber', 'legalText', 'department', 'level', 'district'],
      ...['provenance', 'structure', 'dates', 'claimants', 'mode', 'kind', 'period', 'preAuthorisedYuan'],
    ].map((part) => [part, 'basics' as const]),
  ),
};

/** What no form shows is mended in the text. */
export const viewOf = (path: string): EditorView => SHOWN_BY[path.split('.')[0] ?? ''] ?? 'text';

export const viewNamed = (name: string | null): EditorView =>
  EDITOR_VIEWS.find((view) => view === name) ?? 'basics';
