// As of which day and for which district an application is judged: fixed when it was filed, whenever it is looked at again.
import { parseDay } from '../kernel/day.ts';
import type { EvaluationContext } from '../rules/evaluation.ts';
import type { Application } from './application.ts';
import { NO_DISTRICT } from './submit-application.ts';

export const evaluationContextOf = ({
  asOf,
  districtCode,
}: Pick<Application, 'asOf' | 'districtCode'>): EvaluationContext => ({
  asOfDay: parseDay(asOf) ?? 0,
  district: districtCode === NO_DISTRICT ? undefined : districtCode,
});
