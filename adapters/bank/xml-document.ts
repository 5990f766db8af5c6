// The only place that turns bytes of a bank into a tree and back: it assumes that whoever sent the bytes means harm.
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { Fault } from '../../core/kernel/fault.ts';

export type XmlValue = string | XmlNode | readonly (string | XmlNode)[];
/** An element: children by local name (an array when repeated), attributes as `@name`, its own text as `#text`. */
export interface XmlNode {
  readonly [name: string]: XmlValue | undefined;
}

/** What a file may cost at most: 16 MB, a million tags, 30 levels; our largest own file has 9 MB, 0.5 million and 12. */
export const XML_LIMITS = { bytesMax: 16 * 1024 * 1024, tagsMax: 1_000_000, depthMax: 30 } as const;

const refusal = (reason: string, zh: string, en: string): Fault =>
  new Fault('invalid', {
    reason: `bank-file-${reason}`,
    zh: `银行文件无法读取：${zh}`,
    en: `The bank file cannot be read: ${en}`,
  });

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Decodes numeric references too; named ones beyond the five of XML are refused before.
  htmlEntities: true,
  maxNestedTags: XML_LIMITS.depthMax,
});

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/**
 * Reads a whole UTF-8 XML document.
 * @returns the root element's local name, its namespace ('' when it has none), and its content with the namespace's prefix removed; elements of
 * other namespaces are left out, since they are no part of the message
 * @throws Fault invalid or too-large, saying what is wrong; never another error, whatever the bytes
 */
export function readXmlDocument(bytes: Uint8Array): { name: string; namespace: string; content: XmlNode } {
  const text = decode(bytes);
  refuseDangers(text);
  const tree = parse(text);
  const names = Object.keys(tree);
  const [qualified] = names;
  const root = qualified === undefined ? undefined : tree[qualified];
  if (qualified === undefined || names.length !== 1 || root === undefined || Array.isArray(root))
    throw refusal('not-xml', '不是单一根元素的 XML', 'it is not XML with a single root');
  const colon = qualified.indexOf(':');
  const prefix = colon < 0 ? '' : qualified.slice(0, colon + 1);
  const node: XmlNode = typeof root === 'string' ? {} : (root as XmlNode);
  const namespace =
    node[colon < 0 ? '@xmlns' : `@xmlns:${qualified.slice(0, colon)}`] ?? (colon < 0 ? '' : undefined);
  if (typeof namespace !== 'string')
    throw refusal('namespace', '根元素的前缀没有命名空间', 'the prefix of its root has no namespace');
  const content = ownElements(node, prefix, namespace) ?? {};
  return { name: qualified.slice(colon + 1), namespace, content: typeof content === 'string' ? {} : content };
}

/** Writes a document with a default namespace, or with none when it is ''. `undefined` children are left out; arrays repeat the element. */
export function writeXmlDocument(name: string, namespace: string, content: XmlNode): Uint8Array {
  const xml = builder.build({ [name]: { '@xmlns': namespace === '' ? undefined : namespace, ...content } });
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`);
}

function decode(bytes: Uint8Array): string {
  if (bytes.byteLength > XML_LIMITS.bytesMax)
    throw new Fault('too-large', {
      reason: 'bank-file-too-large',
      zh: `银行文件过大：${bytes.byteLength} 字节，上限 ${XML_LIMITS.bytesMax} 字节`,
      en: `The bank file is too large: ${bytes.byteLength} bytes, at most ${XML_LIMITS.bytesMax}`,
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal('encoding', '编码不是 UTF-8', 'it is not UTF-8');
  }
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text.slice(0, 200))?.[1];
  if (declared !== undefined && declared.toUpperCase() !== 'UTF-8')
    throw refusal(
      'encoding',
      `声明的编码是 ${declared.slice(0, 20)}，应为 UTF-8`,
      `it declares ${declared.slice(0, 20)}, not UTF-8`,
    );
  return text;
}

/** Everything that could make a parser work for the sender: entities, tag floods, characters that XML forbids. */
function refuseDangers(text: string): void {
  if (/<!(?!--|\[CDATA\[)/.test(text))
    throw refusal('doctype', '含有 DOCTYPE 或实体声明', 'it declares a DOCTYPE or entities');
  if (/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u.test(text))
    throw refusal('characters', '含有 XML 不允许的字符', 'it holds characters that XML forbids');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/.test(text))
    throw refusal('entity', '含有未定义的实体引用', 'it refers to an undefined entity');
  for (const [, hex, decimal] of text.matchAll(/&#(?:x([\da-fA-F]+)|(\d+));/g)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff); // prettier-ignore
    if (!isCharacter)
      throw refusal('characters', '含有 XML 不允许的字符', 'it holds characters that XML forbids');
  }
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags += 1;
  if (tags > XML_LIMITS.tagsMax)
    throw new Fault('too-large', {
      reason: 'bank-file-too-large',
      zh: '银行文件的元素过多',
      en: 'The bank file has too many elements',
    });
}

function parse(text: string): XmlNode {
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    const { line, msg } = checked.err;
    throw refusal('not-xml', `第 ${line} 行不是完整的 XML`, `line ${line} is not well-formed XML: ${msg}`);
  }
  try {
    return parser.parse(text) as XmlNode;
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    throw refusal(
      'not-xml',
      '不是可接受的 XML（嵌套过深或名称不允许）',
      `it is not acceptable XML: ${words}`,
    );
  }
}

/** Copies an element without its prefix, or gives undefined when it belongs to another namespace. */
function ownElements(
  value: string | XmlNode,
  prefix: string,
  namespace: string,
): string | XmlNode | undefined {
  if (typeof value === 'string') return value;
  const declared = prefix === '' ? value['@xmlns'] : value[`@xmlns:${prefix.slice(0, -1)}`];
  if (declared !== undefined && declared !== namespace) return undefined;
  const own: Record<string, XmlValue> = {};
  for (const [name, child] of Object.entries(value)) {
    if (child === undefined) continue;
    if (name.startsWith('@') || name === '#text') {
      own[name] = child;
      continue;
    }
    if (!name.startsWith(prefix) || name.indexOf(':', prefix.length) >= 0) continue;
    const children = (Array.isArray(child) ? child : [child]) as (string | XmlNode)[];
    const kept = children
      .map((each) => ownElements(each, prefix, namespace))
      .filter((each) => each !== undefined);
    const [first] = kept;
    if (first !== undefined) own[name.slice(prefix.length)] = kept.length === 1 ? first : kept;
  }
  return own;
}
