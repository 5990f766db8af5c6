// Thresholds that nobody on the register can reach: the policy would be sound, and for nobody.
import type { FieldError } from '../kernel/fault.ts';
import { rowCondition } from '../rules/build-table.ts';
import type { CatalogueItem } from '../rules/catalogue.ts';
import { valueWords } from '../rules/facts-text.ts';
import { lowerProgram, type MatchTest } from '../rules/match/match-test.ts';
import type { Node } from '../rules/node.ts';
import type { Program } from '../rules/program.ts';
import type { Words } from '../rules/rule-document.ts';
import type { ItemProfile, RegisterProfile } from './register-profile.ts';
import { groupedText } from './trial-words.ts';

interface Looked extends Words {
  readonly path: string;
  readonly node: Node;
}

/**
 * Warnings only: tomorrow's register may hold such a firm. Conditions, and rows of decision tables; what is not a comparison
 * of a released item with a constant is left alone.
 */
export function checkReach(
  program: Program,
  day: number,
  profile: RegisterProfile,
): { readonly errors: readonly FieldError[]; readonly warnings: readonly FieldError[] } {
  const warnings = [...conditionsOf(program), ...rowsOf(program)].flatMap(({ path, node, zh, en }) => {
    const test = testOf(program, node, day);
    if (canHold(test, profile)) return [];
    const why = whyNot(program, test, profile);
    return [
      {
        path,
        zh: `登记库中没有企业能满足${zh}${why.zh}（截至 ${profile.asOf}，共 ${groupedText(profile.firms)} 家）。请核对门槛`,
        en: `No firm on the register meets ${en}${why.en} (as of ${profile.asOf}, ${groupedText(profile.firms)} firms). Check the threshold`,
      },
    ];
  });
  return { errors: [], warnings };
}

const conditionsOf = (program: Program): Looked[] =>
  program.conditions
    .filter(({ path }) => path.startsWith('conditions.'))
    .map(({ path, node, name }) => ({ path, node, zh: `条件“${name}”`, en: `the condition "${name}"` }));

const rowsOf = (program: Program): Looked[] =>
  [...program.definitions.values()].flatMap((definition) =>
    definition.kind === 'table'
      ? definition.table.rows.map((row, index) => ({
          path: `${definition.table.path}.rows.${index}`,
          node: rowCondition(row),
          zh: `决策表“${definition.name}”第 ${index + 1} 行`,
          en: `row ${index + 1} of the table "${definition.name}"`,
        }))
      : [],
  );

function testOf(program: Program, node: Node, day: number): MatchTest {
  const condition = { name: '', zh: '', en: '', path: '', clause: undefined, node };
  const bare = { ...program, lines: undefined, conditions: [condition] };
  return lowerProgram(bare, day, ({ released }) => released).test;
}

/** Whether some known value meets the test; true wherever that cannot be told. */
function canHold(test: MatchTest, profile: RegisterProfile): boolean {
  switch (test.kind) {
    case 'and':
      return test.parts.every((part) => canHold(part, profile));
    case 'or':
      return test.parts.some((part) => canHold(part, profile));
    case 'constant':
      return test.value !== false;
    case 'residual':
      return true;
    case 'whileMissing':
      return false;
    case 'atMost': {
      const item = profileAt(profile, test.item);
      if (item?.kind !== 'number') return true;
      return test.negated ? item.max > test.bound : item.min <= test.bound;
    }
    case 'among': {
      const item = profileAt(profile, test.item);
      if (item?.kind !== 'values') return true;
      const listed = new Set(test.values.map(String));
      return Object.entries(item.counts).some(
        ([code, count]) => count > 0 && listed.has(code) !== test.negated,
      );
    }
  }
}

const profileAt = ({ items }: RegisterProfile, key: string): ItemProfile | undefined =>
  Object.hasOwn(items, key) ? items[key] : undefined;

/** The items of the tests that fail, with how far they go. */
function whyNot(program: Program, test: MatchTest, profile: RegisterProfile): Words {
  const keys = new Set<string>();
  const waiting = [test];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (each.kind === 'and' || each.kind === 'or')
      waiting.push(...each.parts.filter((part) => !canHold(part, profile)));
    else if (each.kind === 'atMost' || each.kind === 'among') keys.add(each.item);
  }
  const said = [...keys].flatMap((key) => {
    const item = program.items.get(key);
    const found = profileAt(profile, key);
    return item && found ? [rangeWords(item, found)] : [];
  });
  if (said.length === 0) return { zh: '', en: '' };
  return {
    zh: `：${said.map(({ zh }) => zh).join('；')}`,
    en: `: ${said.map(({ en }) => en).join('; ')}`,
  };
}

const LISTED_MAX = 6;

function rangeWords(item: CatalogueItem, profile: ItemProfile): Words {
  if (profile.kind === 'number') {
    const [low, high] = [valueWords(item, profile.min), valueWords(item, profile.max)];
    return {
      zh: `“${item.zh}”在登记库中为 ${low.zh} 至 ${high.zh}`,
      en: `"${item.en}" goes from ${low.en} to ${high.en}`,
    };
  }
  const codes = Object.entries(profile.counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, LISTED_MAX)
    .map(([code]) => valueWords(item, item.type === 'boolean' ? code === 'true' : code));
  return {
    zh: `“${item.zh}”只有 ${codes.map(({ zh }) => zh).join('、')}`,
    en: `"${item.en}" is only ${codes.map(({ en }) => en).join(', ')}`,
  };
}
