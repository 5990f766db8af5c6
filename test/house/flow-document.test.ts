// docs/flow.md shows the flow that runs: it is exactly what the manifest draws, and the drawing leaves nothing out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EVENTS, MANIFEST, queuesOf } from '../../functions/manifest.ts';
import type { EventType } from '../../functions/manifest.ts';
import { drawFlow } from '../../lib/draw-flow.ts';
import { ROOT } from './source-files.ts';

it('docs/flow.md is fresh (npm run flow rewrites it)', () => {
  expect(readFileSync(join(ROOT, 'docs/flow.md'), 'utf8')).toBe(drawFlow());
});

it('every function, route and event stands in it', () => {
  const page = drawFlow();
  for (const row of MANIFEST) {
    expect(page).toContain(`**${row.name}**: ${row.does}`);
    if (row.trigger.kind === 'http')
      for (const route of row.trigger.routes) expect(page).toContain(`\`${route}\``);
  }
  for (const type of Object.keys(EVENTS)) expect(page).toContain(`| \`${type}\` |`);
});

it('every event that is consumed has an arrow from each emitter to each consumer', () => {
  const page = drawFlow();
  for (const row of MANIFEST) {
    for (const type of row.emits) {
      for (const queue of queuesOf(type satisfies EventType)) {
        const arrow = `${row.name.replaceAll('-', '_')} -->`;
        const lines = page.split('\n').filter((line) => line.trim().startsWith(arrow) && line.includes(type));
        expect(
          lines.some((line) => line.endsWith(` ${queue.replaceAll('-', '_')}`)),
          `${type} to ${queue}`,
        ).toBe(true);
      }
    }
  }
});
