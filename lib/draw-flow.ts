// Draws docs/flow.md from the manifest, so that the picture of the flow is never another flow than the one that runs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS, MANIFEST, queuesOf } from '../functions/manifest.ts';
import type { EventType, FunctionRow, Trigger } from '../functions/manifest.ts';

const eventTypes = Object.keys(EVENTS) as EventType[];

/** Mermaid takes letters, digits and underscores for a node's name. */
const node = (name: string): string => name.replaceAll('-', '_');

const list = (items: readonly string[]): string => (items.length === 0 ? '—' : items.join(', '));
const code = (item: string): string => `\`${item}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];

function triggerWords(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'http': {
      const open = (trigger.publicRoutes ?? []).map((route) => `${code(route)} (no sign-in)`);
      return [...trigger.routes.map(code), ...open].join('<br>');
    }
    case 'queue':
      return `queue: ≤ ${trigger.batchSize} a batch, waits ≤ ${trigger.batchWindowSeconds} s, ≤ ${trigger.maxConcurrency} at once`;
    case 'stream':
      return `stream of table ${code(trigger.table)}, items of kind ${trigger.only} only`;
    case 'schedule':
      return `every ${trigger.everySeconds} s`;
    case 'object':
      return `files under ${code(trigger.prefix)} of bucket ${code(trigger.bucket)}, through a queue`;
  }
}

const accessWords = (access: Readonly<Partial<Record<string, string>>> = {}): string[] =>
  Object.entries(access).map(([name, right]) => `${name} (${String(right)})`);

const stages = [...new Set(MANIFEST.map((it) => it.stage))];

function shape(it: FunctionRow): string {
  const label = `"${it.name}"`;
  const kind = it.trigger.kind;
  if (kind === 'http') return `${node(it.name)}([${label}])`;
  if (kind === 'queue' || kind === 'object') return `${node(it.name)}[[${label}]]`;
  return `${node(it.name)}[${label}]`;
}

/** Who wakes a function that no event wakes. */
function wakers(it: FunctionRow): string[] {
  switch (it.trigger.kind) {
    case 'http':
      return [`person --> ${node(it.name)}`];
    case 'stream':
      return [`${it.trigger.table}_stream -.-> ${node(it.name)}`];
    case 'schedule':
      return [`clock -.-> ${node(it.name)}`];
    case 'object':
      return [`${it.trigger.bucket}_bucket -->|"${it.trigger.prefix}"| ${node(it.name)}`];
    case 'queue':
      return [];
  }
}

/** Arrows of events: one arrow for all the events that one function sends another. */
function eventArrows(): string[] {
  const arrows = new Map<string, EventType[]>();
  for (const from of MANIFEST) {
    for (const type of from.emits) {
      for (const to of queuesOf(type)) {
        const key = `${node(from.name)} -->|%| ${node(to)}`;
        arrows.set(key, [...(arrows.get(key) ?? []), type]);
      }
    }
  }
  return [...arrows].map(([arrow, types]) => arrow.replace('%', `"${types.join('<br>')}"`));
}

/** What lies around the functions, each once: whom they are woken by and what they call. */
function surroundings(): string[] {
  const nodes = MANIFEST.flatMap(({ trigger, calls = [] }) => [
    ...(trigger.kind === 'http' ? ['person(("person"))'] : []),
    ...(trigger.kind === 'schedule' ? ['clock(("clock"))'] : []),
    ...(trigger.kind === 'stream' ? [`${trigger.table}_stream[("stream of ${trigger.table}")]`] : []),
    ...(trigger.kind === 'object' ? [`${trigger.bucket}_bucket[("bucket ${trigger.bucket}")]`] : []),
    ...calls.map((service) => `${service}_service{{"${service}"}}`),
  ]);
  return [...new Set(nodes)];
}

function diagram(): string[] {
  const groups = stages.flatMap((stage) => [
    `subgraph stage_${stage} ["${stage}"]`,
    ...MANIFEST.filter((it) => it.stage === stage).map((it) => `  ${shape(it)}`),
    'end',
  ]);
  const outside = MANIFEST.flatMap((it) =>
    (it.calls ?? []).map((service) => `${node(it.name)} --> ${service}_service`),
  );
  const arrows = [...MANIFEST.flatMap(wakers), ...eventArrows(), ...outside];
  return [
    '```mermaid',
    'flowchart LR',
    ...[...surroundings(), ...groups, ...arrows].map((line) => `  ${line}`),
    '```',
  ];
}

const functionRows = MANIFEST.map((it) => [
  it.stage,
  `**${it.name}**: ${it.does}`,
  triggerWords(it.trigger),
  list(it.consumes.map(code)),
  list(it.emits.map(code)),
  list([
    ...accessWords(it.tables).map((right) => `table ${right}`),
    ...accessWords(it.buckets).map((right) => `bucket ${right}`),
    ...(it.calls ?? []).map((service) => `calls ${service}`),
    ...(it.relays ? ['sends to every queue'] : []),
  ]),
]);

const eventRows = eventTypes.map((type) => [
  code(type),
  EVENTS[type].subject,
  list(MANIFEST.filter((it) => it.emits.includes(type)).map((it) => it.name)),
  EVENTS[type].terminal ? 'terminal' : list(queuesOf(type)),
]);

/** The whole document, ending in a newline. */
export function drawFlow(): string {
  return [
    '# The flow',
    '',
    'Drawn from `functions/manifest.ts` by `npm run flow`; a test fails when this page is stale. An arrow with an event means: the',
    'first function commits its state and the event in one transaction, the stream of table `core` hands the event to',
    '`relay-events`, which sends it to the queue of the second. Nothing is sent beside a commit.',
    '',
    ...diagram(),
    '',
    '## Functions',
    '',
    ...table(['stage', 'function', 'trigger', 'consumes', 'emits', 'may use'], functionRows),
    '',
    '## Events',
    '',
    'Every event reaches the timeline and the figures through the stream. A terminal event wakes no further function.',
    '',
    ...table(['event', 'about', 'emitted by', 'consumed by'], eventRows),
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../docs/flow.md'), drawFlow());
