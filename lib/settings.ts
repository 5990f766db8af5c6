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

/** The SSM parameter that holds the bank's HTTPS address. */
export const bankUrlParameter = (settings: Settings): string => `/${settings.name}/bank/url`;

/** The secret whose text is the value of the Authorization header that the bank wants. */
export const bankSecretName = (settings: Settings): string => `/${settings.name}/bank/authorization`;

/** Logs are kept a year; the Cybersecurity Law (网络安全法 第二十一条) asks for six months at least. */
export const LOG_RETENTION = RetentionDays.ONE_YEAR;
