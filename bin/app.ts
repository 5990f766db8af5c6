// The CDK app: `cdk synth` and `cdk deploy` run it.
import { zhidaApp } from '../lib/zhida-app.ts';

zhidaApp().app.synth();
