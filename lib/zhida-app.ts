// The whole deployment as one CDK app, so that bin/ and the template tests build the same thing.
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import type { AppProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { AlarmStack } from './alarm-stack.ts';
import { ApiStack } from './api-stack.ts';
import { ConsoleStack } from './console-stack.ts';
import { DataStack } from './data-stack.ts';
import { FlowStack } from './flow-stack.ts';
import { readSettings } from './settings.ts';

export interface ZhidaApp {
  readonly app: App;
  readonly data: DataStack;
  readonly flow: FlowStack;
  readonly api: ApiStack;
  readonly console: ConsoleStack;
  readonly alarms: AlarmStack;
}

/** @param props as for a CDK app; a test gives its own context and output folder. */
export function zhidaApp(props: AppProps = {}): ZhidaApp {
  const app = new App(props);
  const settings = readSettings((key) => app.node.tryGetContext(key));
  const title = settings.name.charAt(0).toUpperCase() + settings.name.slice(1);
  const stackProps = (part: string) => ({ stackName: `${title}-${part}`, tags: { project: settings.name } });
  const data = new DataStack(app, 'Data', {
    ...stackProps('Data'),
    ...(settings.domainName !== undefined && { consoleOrigin: `https://${settings.domainName}` }),
  });
  const flow = new FlowStack(app, 'Flow', {
    ...stackProps('Flow'),
    data,
    settings,
    bundlesFolder: join(app.outdir, 'bundles'),
  });
  const api = new ApiStack(app, 'Api', { ...stackProps('Api'), flow, settings });
  const console = new ConsoleStack(app, 'Console', {
    ...stackProps('Console'),
    api,
    settings,
    pagesFolder: join(app.outdir, 'console'),
  });
  const alarms = new AlarmStack(app, 'Alarms', { ...stackProps('Alarms'), data, flow, api });
  const zhida = { app, data, flow, api, console, alarms };
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  acknowledgeFindings(zhida);
  return zhida;
}
