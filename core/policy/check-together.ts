// A policy beside the others: groups in which policies exclude each other must say the same thing on both sides.
import type { FieldError } from '../kernel/fault.ts';
import type { PolicyDocument } from './policy-document.ts';

interface Findings {
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
}

/** The policy's own earlier versions are not others. */
export function checkTogether(document: PolicyDocument, others: readonly PolicyDocument[]): Findings {
  const { group } = document.stacking;
  if (group === undefined) return { errors: [], warnings: [] };
  const members = others.filter((other) => other.id !== document.id && other.stacking.group === group);
  const errors = members.flatMap((other) => conflicts(document, other));
  const warnings = members
    .filter((other) => errors.length === 0 && overlaps(document, other))
    .map((other) => ({
      path: 'stacking',
      zh: `同组政策“${other.title.zh}”同期可申报：企业只能享受其一或补差。请确认申报页面已说明`,
      en: `"${other.title.en}" of the same group can be claimed at the same time: a firm gets one of them, or the difference. Check that the claim page says so`,
    }));
  return { errors, warnings };
}

function conflicts(document: PolicyDocument, other: PolicyDocument): FieldError[] {
  const errors: FieldError[] = [];
  const [mine, theirs] = [document.stacking, other.stacking];
  if (mine.rule !== theirs.rule) {
    errors.push({
      path: 'stacking.rule',
      zh: `与同组政策“${other.title.zh}”的规则不一致（${mine.rule} 与 ${theirs.rule}）`,
      en: `It disagrees with "${other.title.en}" of the same group: ${mine.rule} and ${theirs.rule}`,
    });
  }
  if (mine.higherLevelPrevails !== theirs.higherLevelPrevails) {
    errors.push({
      path: 'stacking.higherLevelPrevails',
      zh: `与同组政策“${other.title.zh}”对上级优先的规定不一致`,
      en: `It disagrees with "${other.title.en}" of the same group on whether the higher level prevails`,
    });
  }
  return errors;
}

/** Open ends overlap everything. Days compare as text. */
function overlaps(a: PolicyDocument, b: PolicyDocument): boolean {
  const [one, other] = [a.dates.application, b.dates.application];
  return (one.from ?? '') <= (other.until ?? '9999') && (other.from ?? '') <= (one.until ?? '9999');
}
