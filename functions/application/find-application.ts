// Reading one application, or saying that there is none.
import type { Application } from '../../core/application/application.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';

/** @throws Fault not-found */
export async function findApplication({ store }: Pick<Deps, 'store'>, id: string): Promise<Application> {
  const application = await store.read('application', id);
  if (application) return application;
  throw new Fault('not-found', { reason: 'application', zh: '没有这项申报', en: 'No such application' });
}
