// What the pages of trials ask of the API: the list, one trial while it runs and after, and the difference of an amendment.
import { useQuery } from '@tanstack/react-query';
import {
  actHeader,
  allPages,
  ApiError,
  answerOf,
  api,
  pageFrom,
  type Item,
  type Reply,
} from '../../kit/api.ts';

export type Trial = Item<'/api/policies/{id}/trials'>;
export type ShownTrial = Reply<'/api/policies/{id}/trials/{trialId}'>;
export type TrialReport = NonNullable<ShownTrial['report']>;
export type TrialGroup = TrialReport['byDistrict'][number];
export type TrialWhatIf = TrialReport['whatIfs'][number];
export type TrialDifference = NonNullable<TrialReport['difference']>;
export type TrialComparison = TrialDifference['comparison'];
type TrialStart = Reply<'/api/policies/{id}/trials', 'post'>;

const LOOK_EVERY_MS = 1_000;

const isUnderWay = (trial: Trial | undefined): boolean =>
  trial !== undefined && trial.state !== 'done' && trial.state !== 'failed';

export const useTrials = (id: string) =>
  useQuery({
    queryKey: ['trials', id],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(api.GET('/api/policies/{id}/trials', { params: { path: { id }, query: pageFrom(cursor) } })),
      ),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? LOOK_EVERY_MS : false),
  });

export const useTrial = (id: string, trialId: string) =>
  useQuery({
    queryKey: ['trial', id, trialId],
    queryFn: () =>
      answerOf(api.GET('/api/policies/{id}/trials/{trialId}', { params: { path: { id, trialId } } })),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.trial) ? LOOK_EVERY_MS : false),
  });

/** How many firms are done, while it runs. */
export const useTrialJob = (trial: Trial) =>
  useQuery({
    queryKey: ['job', trial.id],
    queryFn: () => answerOf(api.GET('/api/jobs/{id}', { params: { path: { id: trial.id } } })),
    enabled: isUnderWay(trial),
    refetchInterval: LOOK_EVERY_MS,
  });

/** The trial that a submitted amendment starts by itself; null where there is none, or not yet while it `isAwaited`. */
export const useDifference = (id: string, number: number, isAwaited: boolean) =>
  useQuery({
    queryKey: ['policy-difference', id, number],
    queryFn: async () => {
      try {
        const path = { id, number: String(number) };
        return await answerOf(
          api.GET('/api/policies/{id}/versions/{number}/difference', { params: { path } }),
        );
      } catch (error) {
        if (error instanceof ApiError && error.problem?.status === 404) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) =>
      (state.data === null && isAwaited) || isUnderWay(state.data?.trial) ? LOOK_EVERY_MS : false,
  });

export interface TrialRequest {
  readonly policyVersion?: number;
  readonly document?: Record<string, unknown>;
  readonly againstVersion?: number;
}

export const startTrial = (id: string, body: TrialRequest, key: string): Promise<TrialStart> =>
  answerOf(
    api.POST('/api/policies/{id}/trials', {
      params: { path: { id }, header: actHeader(key) },
      body: { whatIfs: [], sweep: true, ...body },
    }),
  );

/** The firms that a difference affects, as a CSV file. */
export const affectedFirms = (id: string, trialId: string): Promise<string> =>
  answerOf(
    api.GET('/api/policies/{id}/trials/{trialId}/firms', {
      params: { path: { id, trialId } },
      parseAs: 'text',
    }),
  );
