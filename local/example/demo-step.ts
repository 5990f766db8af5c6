// The next step of an approval route as a user of the demo takes it: who, with which words, and with which opinion attached.
import { missingOpinions, OPINION_WORDS, type StepTaken } from '../../core/policy/approval-route.ts';
import type { Policy } from '../../core/policy/policy.ts';

/** The demo names its users after their roles; a family's is the city's. */
export const userOfRole = (role: string): string => role.replace(/\.\*$/, '.city');

export function stepOfDemo({ approval, latest, id }: Policy): StepTaken {
  if (!approval) throw new Error(`${id} is not under approval`);
  return {
    number: latest,
    position: approval.taken.length + 1,
    comment: '同意',
    attachments: missingOpinions(approval).map((kind) => ({
      kind,
      reference: `${OPINION_WORDS[kind].zh}（示例）${id}`,
    })),
  };
}
