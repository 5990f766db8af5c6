// Reads the DMN TCK from a folder: stand-alone literal expressions with their inputs and the value the standard expects.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** A value of the kit: as FEEL text, which every engine can read, and in parts. */
export interface KitValue {
  readonly text: string;
  readonly items?: readonly KitValue[];
  readonly fields?: readonly (readonly [string, KitValue])[];
}

export interface TckCase {
  /** `folder/file/case/result`, unique. */
  readonly id: string;
  readonly folder: string;
  readonly expression: string;
  readonly inputs: ReadonlyMap<string, KitValue>;
  readonly expected: KitValue;
}

type Xml = Readonly<Record<string, unknown>>;

const LISTS = new Set([
  'decision',
  'testCase',
  'resultNode',
  'inputNode',
  'item',
  'component',
  'informationRequirement',
  'knowledgeRequirement',
]);

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  isArray: (name) => LISTS.has(name),
});

const isXml = (value: unknown): value is Xml =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Xml[] => (Array.isArray(value) ? value.filter(isXml) : []);
const textOf = (value: unknown): string =>
  isXml(value) ? String(value['#text'] ?? '') : String(value ?? '');
const isNil = (value: unknown): boolean => isXml(value) && value['@nil'] === 'true';

const NULL: KitValue = { text: 'null' };

/** The value of an expected or input node. */
function literal(node: Xml | undefined): KitValue {
  if (!node) return NULL;
  const { list, component, value } = node;
  if (list !== undefined) {
    if (isNil(list)) return NULL;
    const items = listOf(isXml(list) ? list['item'] : undefined).map(literal);
    return { text: `[${items.map((item) => item.text).join(', ')}]`, items };
  }
  if (Array.isArray(component)) {
    const fields = listOf(component).map((part) => [String(part['@name']), literal(part)] as const);
    return {
      text: `{${fields.map(([name, field]) => `${JSON.stringify(name)}: ${field.text}`).join(', ')}}`,
      fields,
    };
  }
  if (value === undefined || isNil(value)) return NULL;
  const type = isXml(value)
    ? String(value['@type'] ?? '')
        .split(':')
        .pop()
    : '';
  return { text: scalar(type ?? '', textOf(value)) };
}

function scalar(type: string, text: string): string {
  const trimmed = text.trim();
  switch (type) {
    case 'boolean':
      return trimmed;
    case 'date':
      return `date("${trimmed}")`;
    case 'dateTime':
      return `date and time("${trimmed}")`;
    case 'time':
      return `time("${trimmed}")`;
    case 'duration':
      return `duration("${trimmed}")`;
    case 'decimal':
    case 'double':
    case 'integer':
    case 'float':
      return trimmed === 'NaN' ? 'null' : trimmed;
    default:
      return JSON.stringify(text);
  }
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /-test-\d+[^/]*\.xml$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Decisions that are one literal expression on inputs only. */
function literalDecisions(file: string): Map<string, string> {
  const definitions = (xml.parse(readFileSync(file, 'utf8')) as Xml)['definitions'];
  const found = new Map<string, string>();
  for (const decision of listOf(isXml(definitions) ? definitions['decision'] : undefined)) {
    const expression = decision['literalExpression'];
    const needsOthers =
      listOf(decision['knowledgeRequirement']).length > 0 ||
      listOf(decision['informationRequirement']).some((each) => each['requiredDecision'] !== undefined);
    if (isXml(expression) && decision['decisionTable'] === undefined && !needsOthers) {
      found.set(String(decision['@name']), textOf(expression['text']).trim());
    }
  }
  return found;
}

/** Every stand-alone literal-expression assertion under a folder. A file that cannot be read is skipped by the kit's own rule. */
export function readCases(folder: string): TckCase[] {
  return testFiles(folder).flatMap((file) => {
    let root: unknown;
    let decisions: Map<string, string>;
    try {
      root = (xml.parse(readFileSync(file, 'utf8')) as Xml)['testCases'];
      if (!isXml(root)) return [];
      decisions = literalDecisions(join(dirname(file), textOf(root['modelName']).trim()));
    } catch {
      return [];
    }
    const name = dirname(file).split('/').pop() ?? '';
    return listOf(root['testCase']).flatMap((test) =>
      listOf(test['resultNode']).flatMap((result): TckCase[] => {
        const expression = decisions.get(String(result['@name']));
        if (expression === undefined) return [];
        const inputs = new Map(
          listOf(test['inputNode']).map((input) => [String(input['@name']), literal(input)]),
        );
        const expected = isXml(result['expected']) ? literal(result['expected']) : NULL;
        const id = `${name}/${file.split('-').pop()?.replace('.xml', '')}/${String(test['@id'])}/${String(result['@name'])}`;
        return [{ id, folder: name, expression, inputs, expected }];
      }),
    );
  });
}
