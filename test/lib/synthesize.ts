// Synthesizes the deployment once for the template tests, without bundling and without the schema check that `npm run synth` does.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { zhidaApp } from '../../lib/zhida-app.ts';
import type { ZhidaApp } from '../../lib/zhida-app.ts';
import { ROOT } from '../house/source-files.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

export interface Synthesized {
  readonly zhida: ZhidaApp;
  readonly templates: Readonly<Record<'data' | 'flow' | 'api' | 'console' | 'alarms', Template>>;
}

/** @param settings override the key `zhida` of cdk.json */
export function synthesize(settings: Readonly<Record<string, unknown>> = {}): Synthesized {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
    context: { zhida: object };
  };
  const outdir = mkdtempSync(join(tmpdir(), 'zhida-synth-'));
  const zhida = zhidaApp({
    outdir,
    builtinCloudFormationValidation: false,
    context: { ...context, zhida: { ...context.zhida, ...settings }, 'aws:cdk:bundling-stacks': [] },
  });
  const { data, flow, api, console, alarms } = zhida;
  const templates = {
    data: Template.fromStack(data),
    flow: Template.fromStack(flow),
    api: Template.fromStack(api),
    console: Template.fromStack(console),
    alarms: Template.fromStack(alarms),
  };
  rmSync(outdir, { recursive: true });
  return { zhida, templates };
}

/** Resources of one type, by logical id. */
export function resourcesOf(template: Template, type: string): [id: string, resource: Resource][] {
  return Object.entries(template.findResources(type) as Record<string, Resource>);
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Statements of a policy resource. */
export function statementsIn({ Properties }: Resource): readonly Statement[] {
  return (Properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement;
}

/** CloudFormation writes a list of one as the one. */
export const listed = <T>(value: T | readonly T[]): readonly T[] =>
  (Array.isArray(value) ? value : [value]) as readonly T[];
