// The AWS SDK's and Powertools' settings on one machine; they read them while they load, so this comes before either.

const SETTINGS: Readonly<Record<string, string>> = {
  AWS_REGION: 'us-east-1',
  // The embedded engines take any credentials; these keep the SDK from looking for real ones.
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
  POWERTOOLS_SERVICE_NAME: 'zhida',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_TRACE_ENABLED: 'false',
};

/** Sets them for this process. Real credentials in the environment are hidden: nothing here may reach AWS. */
export function setSdkEnvironment(): void {
  for (const name of ['AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_ENDPOINT_URL']) delete process.env[name];
  Object.assign(process.env, SETTINGS);
  process.env['POWERTOOLS_LOG_LEVEL'] ??= 'ERROR';
}
