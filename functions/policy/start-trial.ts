// Use case: a trial of a policy on the register is asked for; what cannot be tried is refused here, in words, before it costs anything.
import { createHash } from 'node:crypto';
import type { Job } from '../../core/enterprise/job.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { trialDayOf } from '../../core/policy/change-parameter.ts';
import { policyVersionId } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { differenceTrialId, type Trial, type TrialRequest, type WhatIf } from '../../core/policy/trial.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { assertInForce, assertSound, assertWhatIfs, invalid, readSent } from './assert-triable.ts';
import { hashOf } from './change-policy.ts';

/** What a trial works from, kept as a file beside it: documents may be larger than an item of the store. */
export interface TrialInput {
  readonly document: PolicyDocument;
  readonly against?: { readonly version: number; readonly hash: string; readonly document: PolicyDocument };
  readonly whatIfs: readonly WhatIf[];
  readonly sweep: boolean;
  /** Of the request as it was sent: the same id with another content is a mistake of the caller. */
  readonly requestHash?: string;
}
export const trialFile = (trialId: string, name: string): string => `trials/${trialId}/${name}`;
export const TRIAL_INPUT = 'input.json';

export interface StartedTrial {
  readonly job: Job;
  readonly trial: Trial;
}

type StartDeps = Pick<Deps, 'store' | 'files' | 'clock' | 'policies'>;

/**
 * The same request again is the same trial.
 * @throws Fault invalid with every field's words; not-found; conflict when the request id was used for another content
 */
export async function startTrial(
  deps: StartDeps,
  policyId: string,
  request: TrialRequest,
  { by, requestId }: { readonly by: string; readonly requestId: string },
): Promise<StartedTrial> {
  const id = `trial-${sha256(`${by}\n${requestId}`).slice(0, 24)}`;
  const requestHash = sha256(canonicalJson({ policyId, request }));
  const existing = await deps.store.read('trial', id);
  if (existing) return sameTrial(deps, existing, requestHash);
  const { document, policyVersion } = await documentOf(deps, policyId, request);
  const catalogue = await deps.policies.catalogue();
  assertSound(document, catalogue);
  const against = await versionTried(deps, policyId, request.againstVersion);
  const asOf = deps.clock.today();
  const day = request.day ?? trialDayOf(document, asOf);
  assertInForce(document, day);
  assertWhatIfs(document, request.whatIfs, catalogue, day);
  const input: TrialInput = {
    document,
    ...(against && { against }),
    whatIfs: request.whatIfs,
    sweep: request.sweep,
    requestHash,
  };
  return openTrial(deps, { id, by, day, asOf, input, ...(policyVersion !== undefined && { policyVersion }) });
}

/**
 * The difference that a submitted amendment makes, against the version in force; nothing for a first version. Safe to repeat.
 * @returns the id of the trial, to be run
 */
export async function startDifference(
  deps: StartDeps,
  policyId: string,
  policyVersion: number,
): Promise<string | undefined> {
  const policy = await deps.store.read('policy', policyId);
  if (!policy || policy.inForce === 0 || policy.inForce >= policyVersion) return undefined;
  const { document } = (await deps.policies.version(policyId, policyVersion)).version;
  const against = await versionTried(deps, policyId, policy.inForce);
  const asOf = deps.clock.today();
  const effective = document.transition?.effectiveFrom ?? asOf;
  const day = trialDayOf(document, asOf < effective ? effective : asOf);
  const input: TrialInput = { document, ...(against && { against }), whatIfs: [], sweep: false };
  const id = differenceTrialId(policyId, policyVersion);
  if (await deps.store.read('trial', id)) return id;
  await openTrial(deps, { id, by: SYSTEM, day, asOf, input, policyVersion });
  return id;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Opening {
  readonly id: string;
  readonly by: string;
  readonly day: string;
  readonly asOf: string;
  readonly policyVersion?: number;
  readonly input: TrialInput;
}

/** Job and input come first: the event must find them. */
async function openTrial(deps: StartDeps, opening: Opening): Promise<StartedTrial> {
  const { id, by, day, asOf, policyVersion, input } = opening;
  const at = instantOf(deps.clock);
  const { title } = input.document;
  const fresh: Trial = {
    id,
    version: 1,
    policyId: input.document.id,
    ...(policyVersion !== undefined && { policyVersion }),
    hash: hashOf(input.document),
    titleZh: title.zh,
    titleEn: title.en,
    state: 'waiting',
    by,
    day,
    asOf,
    ...(input.against && { againstVersion: input.against.version }),
    createdAt: at,
    updatedAt: at,
  };
  const job = trialJob(fresh);
  await deps.store.put('job', [job]);
  const file = { contentType: 'application/json' };
  await deps.files.put('files', trialFile(id, TRIAL_INPUT), canonicalJson(input), file);
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'trial', entity: fresh }],
    event: {
      subject: `trial:${id}`,
      seq: 1,
      type: 'trial.requested',
      at,
      by,
      data: { trialId: id, policyId: fresh.policyId },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return { job, trial: fresh };
}

async function sameTrial(deps: StartDeps, trial: Trial, requestHash: string): Promise<StartedTrial> {
  const input = await readTrialInput(deps, trial.id);
  if (input.requestHash === requestHash)
    return { trial, job: (await deps.store.read('job', trial.id)) ?? trialJob(trial) };
  throw new Fault('conflict', {
    reason: 'trial-request-id',
    zh: '同一请求编号（Idempotency-Key）已用于另一内容的试算，请换一个编号',
    en: 'This Idempotency-Key was used for a trial of another content; use a new one',
    evidence: { trialId: trial.id },
  });
}

/** @throws Fault not-found when the file was taken away */
export async function readTrialInput(deps: Pick<Deps, 'files'>, trialId: string): Promise<TrialInput> {
  const content = await deps.files.get('files', trialFile(trialId, TRIAL_INPUT));
  if (content) return JSON.parse(new TextDecoder().decode(content)) as TrialInput;
  throw new Fault('not-found', { reason: 'trial-input', evidence: { trialId } });
}

/** The job by which a trial is followed, before it runs. */
export const trialJob = ({ id, by, policyId, createdAt }: Trial): Job => ({
  id,
  version: 1,
  kind: 'policy-trial',
  state: 'waiting',
  by,
  createdAt,
  updatedAt: createdAt,
  policyId,
  rowsDone: 0,
});

async function documentOf(
  deps: StartDeps,
  policyId: string,
  request: TrialRequest,
): Promise<{ readonly document: PolicyDocument; readonly policyVersion?: number }> {
  if (request.document === undefined) {
    const policyVersion = request.policyVersion ?? (await latestOf(deps, policyId));
    const { version } = await deps.policies.version(policyId, policyVersion);
    return { document: version.document, policyVersion };
  }
  const document = readSent(request.document);
  if (document.id === policyId) return { document };
  throw invalid('trial-policy', [
    {
      path: 'document.id',
      zh: `文件的政策编号是 ${document.id}，与地址中的 ${policyId} 不同`,
      en: `the document is of the policy ${document.id}, the address of ${policyId}`,
    },
  ]);
}

async function latestOf(deps: StartDeps, policyId: string): Promise<number> {
  const policy = await deps.store.read('policy', policyId);
  if (policy) return policy.latest;
  throw new Fault('not-found', {
    reason: 'policy',
    zh: `没有政策 ${policyId}；未起草的文件请放在请求的 document 中`,
    en: `No policy ${policyId}; put a document that is not drafted yet into "document"`,
  });
}

async function versionTried(
  deps: StartDeps,
  policyId: string,
  number: number | undefined,
): Promise<TrialInput['against']> {
  if (number === undefined) return undefined;
  const version = await deps.store.read('policy-version', policyVersionId(policyId, number));
  if (version) return { version: number, hash: version.hash, document: version.document };
  throw invalid('trial-version', [
    { path: 'againstVersion', zh: `没有第 ${number} 版`, en: `there is no version ${number}` },
  ]);
}
