// Use case: an enterprise says that a fact used in its case is wrong; the department that holds it gets a task, not a form.
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { catalogueIndex } from '../../core/hub/next-question.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import { findApplication } from './find-application.ts';

export interface Dispute {
  /** Key of the catalogue's item. */
  readonly item: string;
  /** What it should be, and why. */
  readonly words: string;
}

/** One open task for each fact of a decision. @throws Fault not-found | unprocessable for a fact that was not used */
export async function disputeFact(
  deps: Deps,
  applicationId: string,
  { item: key, words }: Dispute,
  by: string,
): Promise<ExceptionCase> {
  const application = await findApplication(deps, applicationId);
  const { version } = await deps.policies.version(application.policyId, application.policyVersion);
  const item = catalogueIndex(await deps.policies.catalogue()).get(key);
  if (!item || !version.document.items.includes(key))
    throw new Fault('unprocessable', {
      reason: 'fact-unused',
      zh: '这项数据与本申报无关',
      en: 'This fact plays no part in the application',
    });
  const id = `fact.${hashName('fact-dispute/1', [applicationId, String(application.revision), key])}`;
  const standing = await deps.store.read('exception', id);
  if (standing) return standing;
  const at = instantOf(deps.clock);
  const task: ExceptionCase = {
    id,
    version: 1,
    state: 'open',
    reason: 'fact-disputed',
    subject: `application:${applicationId}`,
    owner: `hub.${item.department}`,
    zh: `企业认为“${item.zh}”有误，请核实并更正或说明`,
    en: `An enterprise says that "${item.en}" is wrong: look into it, correct it or say why it stands`,
    evidence: { uscc: application.uscc, item: key, words },
    openedAt: at,
  };
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'exception', entity: task }],
    event: {
      subject: `exception:${id}`,
      seq: 1,
      type: 'exception.opened',
      at,
      by,
      data: { exceptionId: id, reason: task.reason, subject: task.subject, owner: task.owner },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return task;
}
