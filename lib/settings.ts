// What a deployment decides and where it says so: context for what shapes the template, SSM names for what only AWS knows.
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const settingsSchema = z.strictObject({
  /** Starts the names of stacks and SSM parameters, so that two deployments can share an account. */
  name: z.string().regex(/^[a-z][a-z0-9-]{1,20}$/),
  /** Requests a second that the API lets through, all callers together, and how many may come at once. */
  apiRatePerSecond: z.coerce.number().int().positive(),
  apiBurst: z.coerce.number().int().positive(),
  /** Whether the bank wants an Authorization header; its value then lies in Secrets Manager. */
  bankAuthorization: z.stringbool().or(z.boolean()),
  /** Whether budgets may be paid by 国库集中支付: the treasury's address is then looked for in SSM. */
  treasury: z.stringbool().or(z.boolean()),
  treasuryAuthorization: z.stringbool().or(z.boolean()),
  /** What comes later in the day, in Shanghai, waits for the treasury's next working day; `24:00` cuts no day off. */
  treasuryCutOff: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  /** The console's own domain and its certificate (in us-east-1); both or neither. */
  domainName: z.string().min(4).optional(),
  certificateArn: z.string().startsWith('arn:').optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads the context key `zhida` of cdk.json, and single values given as `-c zhida.<setting>=…`.
 * @throws Error that names each wrong setting
 */
export function readSettings(context: (key: string) => unknown): Settings {
  const given = Object.keys(settingsSchema.shape).map((key) => [key, context(`zhida.${key}`)] as const);
  const overrides = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const result = settingsSchema.safeParse({ ...(context('zhida') as object | undefined), ...overrides });
  if (!result.success) throw new Error(`settings of the deployment: ${z.prettifyError(result.error)}`);
  if ((result.data.domainName === undefined) !== (result.data.certificateArn === undefined)) {
    throw new Error(
      'settings of the deployment: domainName and certificateArn are given together or not at all',
    );
  }
  return result.data;
}

/** What money leaves by; the order says which. */
export type Rail = 'bank' | 'treasury';

/** The SSM parameter that holds a rail's HTTPS address. */
export const railUrlParameter = (settings: Settings, rail: Rail): string => `/${settings.name}/${rail}/url`;

/** The secret whose text is the value of the Authorization header that a rail wants. */
export const railSecretName = (settings: Settings, rail: Rail): string =>
  `/${settings.name}/${rail}/authorization`;

/** Logs are kept a year; the Cybersecurity Law (网络安全法 第二十一条) asks for six months at least. */
export const LOG_RETENTION = RetentionDays.ONE_YEAR;
