// Where a case stands in the console: its id's parts become the path, for a last part with a dot would be taken for a file.

/** `policy.uscc.period` → `/applications/policy/uscc/period`. */
export const applicationPath = (applicationId: string): string => {
  const [policyId = '', uscc = '', ...period] = applicationId.split('.');
  return `/applications/${policyId}/${uscc}/${period.join('.')}`;
};

/** `policy.source` → `/budgets/policy/source`. */
export const budgetPath = (budgetId: string): string => {
  const at = budgetId.lastIndexOf('.');
  return `/budgets/${budgetId.slice(0, at)}/${budgetId.slice(at + 1)}`;
};

/** The claim of a leg `claim/number`; it bears the application's id. */
export const claimOfLeg = (legId: string): string => legId.slice(0, legId.lastIndexOf('/'));
