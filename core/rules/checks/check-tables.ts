// Decision tables: values that no row answers, rows that answer at once, and rows that are never reached.
import type { FieldError } from '../../kernel/fault.ts';
import { rowCondition } from '../build-table.ts';
import type { Facts } from '../evaluation.ts';
import type { Program, ProgramTable } from '../program.ts';
import { Run } from '../run.ts';
import type { Findings } from './check-conditions.ts';
import { axesOf, everyFirm, sizeOf } from './firm-space.ts';
import { factsText } from '../facts-text.ts';

const COMBINATIONS_MAX = 5000;

export function checkTables(program: Program, day: number): Findings {
  const found = [...program.definitions.values()].flatMap((definition) =>
    definition.kind === 'table' ? [checkTable(program, definition.table, day)] : [],
  );
  return { errors: found.flatMap((each) => each.errors), warnings: found.flatMap((each) => each.warnings) };
}

function checkTable(program: Program, table: ProgramTable, day: number): Findings {
  const conditions = table.rows.map(rowCondition);
  const axes = axesOf(program, conditions, day);
  if (!axes.every((axis) => axis.complete) || sizeOf(axes) > COMBINATIONS_MAX) {
    const zh = '此表的取值太多或不是与常量比较，无法自动检查缺漏和重叠，请人工核对';
    return {
      errors: [],
      warnings: [
        {
          path: table.path,
          zh,
          en: 'Gaps and overlaps of this table cannot be checked automatically; read it through',
        },
      ],
    };
  }
  const tally = new TableTally(table);
  for (const facts of everyFirm(axes)) {
    const run = new Run(program, facts, { asOfDay: day });
    const holding = conditions.flatMap((condition, row) => (run.value(condition) === true ? [row] : []));
    // A gap among firms that the conditions refuse anyway is none.
    const refused = holding.length === 0 && program.conditions.some(({ node }) => run.value(node) === false);
    if (!refused) tally.note(facts, holding);
  }
  return tally.findings(program);
}

class TableTally {
  readonly #table: ProgramTable;
  readonly #first = new Set<number>();
  readonly #overlaps = new Map<string, { readonly rows: readonly [number, number]; readonly facts: Facts }>();
  #gap: Facts | undefined;

  constructor(table: ProgramTable) {
    this.#table = table;
  }

  note(facts: Facts, holding: readonly number[]): void {
    const [first, second] = holding;
    if (first === undefined) this.#gap ??= facts;
    else this.#first.add(first);
    if (first !== undefined && second !== undefined && !this.#overlaps.has(`${first}/${second}`)) {
      this.#overlaps.set(`${first}/${second}`, { rows: [first, second], facts });
    }
  }

  findings(program: Program): Findings {
    const { path, hit, rows, otherwise } = this.#table;
    const errors: FieldError[] = [];
    const warnings: FieldError[] = [];
    if (this.#gap && !otherwise) {
      const { zh, en } = factsText(program, this.#gap);
      errors.push({
        path,
        zh: `没有一行适用于：${zh}。请补一行或写 otherwise`,
        en: `No row answers for: ${en}. Add a row or write otherwise`,
      });
    }
    for (const overlap of hit === 'unique' ? this.#overlaps.values() : []) {
      const [a, b] = overlap.rows.map((row) => row + 1);
      const { zh, en } = factsText(program, overlap.facts);
      errors.push({
        path: `${path}.rows.${overlap.rows[1]}`,
        zh: `第 ${a} 行与第 ${b} 行同时适用于：${zh}。请收紧其中一行，或改为 hit: first`,
        en: `Rows ${a} and ${b} both answer for: ${en}. Narrow one of them, or use hit: first`,
      });
    }
    rows.forEach((_, row) => {
      if (this.#first.has(row)) return;
      warnings.push({
        path: `${path}.rows.${row}`,
        zh: `第 ${row + 1} 行永远不会用到。请删去或上移`,
        en: `Row ${row + 1} is never reached. Delete it or move it up`,
      });
    });
    return { errors, warnings };
  }
}
