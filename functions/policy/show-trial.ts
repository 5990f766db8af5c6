// Use cases: the trials of a policy, one with its report, and the list of firms that a difference affects.
import { Fault } from '../../core/kernel/fault.ts';
import { differenceTrialId, type Trial } from '../../core/policy/trial.ts';
import type { TrialReport } from '../../core/policy/trial-report.ts';
import type { Deps } from '../deps.ts';
import type { Page, PageRequest } from '../ports.ts';
import { trialFile } from './start-trial.ts';

type ShowDeps = Pick<Deps, 'store' | 'files'>;
export const TRIAL_REPORT = 'report.json';
export const TRIAL_FIRMS = 'firms.csv';

/** Newest first. */
export const listTrials = (deps: ShowDeps, policyId: string, page: PageRequest): Promise<Page<Trial>> =>
  deps.store.list('trial', { by: 'owner', group: policyId, ...page });

export interface ShownTrial {
  readonly trial: Trial;
  readonly report?: TrialReport;
}

/** @throws Fault not-found */
export async function showTrial(deps: ShowDeps, policyId: string, trialId: string): Promise<ShownTrial> {
  const trial = await deps.store.read('trial', trialId);
  if (!trial || trial.policyId !== policyId) {
    throw new Fault('not-found', {
      reason: 'trial',
      zh: `政策 ${policyId} 没有试算 ${trialId}`,
      en: `The policy ${policyId} has no trial ${trialId}`,
    });
  }
  const report = await reportOf(deps, trial);
  return { trial, ...(report && { report }) };
}

/** Undefined until the trial is done. */
export async function reportOf(deps: ShowDeps, trial: Trial): Promise<TrialReport | undefined> {
  if (trial.state !== 'done') return undefined;
  const content = await deps.files.get('files', trialFile(trial.id, TRIAL_REPORT));
  return content && (JSON.parse(new TextDecoder().decode(content)) as TrialReport);
}

/** What an amendment changes, tried by itself since it was submitted. @throws Fault not-found */
export async function showDifference(deps: ShowDeps, policyId: string, version: number): Promise<ShownTrial> {
  const trial = await deps.store.read('trial', differenceTrialId(policyId, version));
  if (trial) return showTrial(deps, policyId, trial.id);
  throw new Fault('not-found', {
    reason: 'difference',
    zh: `政策 ${policyId} 第 ${version} 版没有差异：它不是修订版，或尚未送审`,
    en: `Version ${version} of ${policyId} has no difference: it is no amendment, or not submitted yet`,
  });
}

/** The list itself, or where to fetch a big one. */
export type TrialFirms = { readonly csv: string } | { readonly url: string };
const INLINE_BYTES_MAX = 1_048_576;
const URL_EXPIRES_SECONDS = 300;

/** @throws Fault not-found, or unprocessable for a trial without a difference or not done */
export async function showTrialFirms(deps: ShowDeps, policyId: string, trialId: string): Promise<TrialFirms> {
  const { trial } = await showTrial(deps, policyId, trialId);
  const key = trialFile(trial.id, TRIAL_FIRMS);
  const content = trial.state === 'done' ? await deps.files.get('files', key) : undefined;
  if (content === undefined) {
    throw new Fault('unprocessable', {
      reason: 'no-firms',
      zh: '只有与另一版本比较且已完成的试算才有企业名单',
      en: 'Only a trial against another version lists firms, once it is done',
      evidence: { state: trial.state },
    });
  }
  if (content.length <= INLINE_BYTES_MAX) return { csv: new TextDecoder().decode(content) };
  return { url: await deps.files.downloadUrl('files', key, URL_EXPIRES_SECONDS, `${trial.id}-firms.csv`) };
}
