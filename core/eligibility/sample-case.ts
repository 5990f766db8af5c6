// 抽查: which accepted applications a person looks at again afterwards, and the case that asks for it.
import { hash } from 'node:crypto';
import type { Application } from '../application/application.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

/** What an acceptance is drawn by: all of it stands in the journal, so that anybody can repeat the draw afterwards. */
export interface Draw {
  readonly applicationId: string;
  readonly revision: number;
  /** Of the version that answered. */
  readonly policyHash: string;
  /** The server's instant of the acceptance, to the millisecond: nobody foresees it, and each millisecond draws anew. */
  readonly decidedAt: string;
}

const DRAWS = 2 ** 32;

/** Whether an acceptance is one of so many in a hundred; of the same acceptance always the same answer. */
export function isSampled(
  { applicationId, revision, policyHash, decidedAt }: Draw,
  samplePercent: number,
): boolean {
  const drawn = canonicalJson({ applicationId, revision, policyHash, decidedAt });
  return hash('sha256', drawn, 'buffer').readUInt32BE(0) * 100 < samplePercent * DRAWS;
}

/** One for each application, whatever is repeated. */
export const sampledId = (applicationId: string): string => `sampled.${applicationId}`;

/** @param dueAt the instant by which `review.workingDays` are over, where the calendar reaches so far */
export function sampledCase(
  { id, amountFen }: Pick<Application, 'id' | 'amountFen'>,
  { role, samplePercent }: NonNullable<PolicyDocument['review']>,
  draw: Draw,
  dueAt: string | undefined,
): ExceptionCase {
  return {
    id: sampledId(id),
    version: 1,
    state: 'open',
    reason: 'sampled',
    subject: `application:${id}`,
    owner: role,
    zh: `通过后抽查（比例 ${samplePercent}%）：请复核这件申报并写明结论；抽查不影响付款，发现问题请发起更正`,
    en: `Drawn for a look afterwards (${samplePercent}%): check this application again and write what you found; payment goes on, and what is wrong is put right by a correction`,
    evidence: {
      applicationId: id,
      ...(amountFen !== undefined && { amountFen }),
      samplePercent,
      revision: draw.revision,
      policyHash: draw.policyHash,
      decidedAt: draw.decidedAt,
    },
    openedAt: draw.decidedAt,
    ...(dueAt !== undefined && { dueAt }),
  };
}
