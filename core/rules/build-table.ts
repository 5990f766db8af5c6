// A decision table becomes a chain of conditions, so that an unknown row behaves like an unknown `if`.
import { bind } from './bind-rule.ts';
import type { Builder } from './build-program.ts';
import type { Node } from './node.ts';
import { parseExpression, parseUnaryTests } from './parse-rule.ts';
import type { Definition, ProgramTable } from './program.ts';
import type { TableSource } from './rule-document.ts';
import { ANY, BOOLEAN, type RuleType } from './rule-type.ts';
import { unite } from './type-rules.ts';

type Row = ProgramTable['rows'][number];

/** undefined when a cell has an error; the builder has noted it. */
export function buildTable(builder: Builder, source: TableSource, path: string): Definition | undefined {
  const inputs = source.inputs.map((text, index) => {
    const raw = builder.guard(`${path}.inputs.${index}`, text, () => parseExpression(text));
    const bound = raw && builder.guard(`${path}.inputs.${index}`, text, () => bind(raw, builder.scope));
    return bound && { raw, bound };
  });
  const known = inputs.filter((input) => input !== undefined);
  if (known.length < inputs.length) return undefined;
  const before = builder.errors.length;
  const rows = source.rows.flatMap((row, index): Row[] => {
    const place = `${path}.rows.${index}`;
    const cells = known.map((input, column) => {
      const text = String(row.when[column] ?? '-');
      return builder.guard(`${place}.when.${column}`, text, () => {
        const tests = parseUnaryTests(text, input.raw);
        return tests && bind(tests, builder.scope);
      });
    });
    const then = builder.expression(`${place}.then`, row.then, builder.scope);
    return then ? [{ cells, then }] : [];
  });
  const otherwise =
    source.otherwise === undefined
      ? undefined
      : builder.expression(`${path}.otherwise`, source.otherwise, builder.scope);
  if (builder.errors.length > before) return undefined;
  const table: ProgramTable = {
    path,
    hit: source.hit,
    inputs: known.map((input) => input.bound),
    rows,
    otherwise,
  };
  const type = builder.guard(path, '', () => outputType(table));
  return (
    type && {
      kind: 'table',
      name: source.name,
      zh: source.zh,
      en: source.en,
      node: chain(table, type),
      type,
      table,
    }
  );
}

function outputType(table: ProgramTable): RuleType {
  const outputs = [...table.rows.map((row) => row.then), ...(table.otherwise ? [table.otherwise] : [])];
  const [first, ...rest] = outputs;
  return first ? rest.reduce((type, output) => unite({ ...first, type }, output), first.type ?? ANY) : ANY;
}

/** All cells of a row as one condition. */
export function rowCondition(row: Row): Node {
  const cells = row.cells.filter((cell) => cell !== undefined);
  const [first] = cells;
  if (!first) return { kind: 'boolean', value: true, from: 0, to: 0, type: BOOLEAN };
  return cells.length === 1
    ? first
    : { kind: 'logic', operator: 'and', operands: cells, from: 0, to: 0, type: BOOLEAN };
}

function chain(table: ProgramTable, type: RuleType): Node {
  const nothing: Node = { kind: 'null', from: 0, to: 0, type };
  return table.rows.reduceRight<Node>(
    (otherwise, row) => ({
      kind: 'if',
      condition: rowCondition(row),
      then: row.then,
      otherwise,
      from: row.then.from,
      to: row.then.to,
      type,
    }),
    table.otherwise ?? nothing,
  );
}
