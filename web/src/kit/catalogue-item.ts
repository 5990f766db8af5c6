// What the hub's catalogue says of a data item, apart from the client that fetches it: what only handles it needs no page.
import type { paths } from './api-types.d.ts';

export type CatalogueItem =
  paths['/api/hub/items']['get']['responses'][200]['content']['application/json']['items'][number];
