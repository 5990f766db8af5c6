// Just enough of an assembler for WebAssembly to write a loop of SIMD instructions: one function, one imported memory.

const I32 = 0x7f;
const V128 = 0x7b;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

export type Code = readonly number[];

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];

/** Instructions, by the names of the specification. */
export const op = {
  localGet: (index: number): Code => [0x20, ...unsigned(index)],
  localSet: (index: number): Code => [0x21, ...unsigned(index)],
  localTee: (index: number): Code => [0x22, ...unsigned(index)],
  i32Const: (value: number): Code => [0x41, ...signed(value)],
  i32Load: (offset: number): Code => [0x28, 2, ...unsigned(offset)],
  i32Store16: (offset: number): Code => [0x3b, 1, ...unsigned(offset)],
  i32Add: [0x6a] as Code,
  i32Shl: [0x74] as Code,
  i32ShrU: [0x76] as Code,
  i32LtU: [0x49] as Code,
  loop: [0x03, 0x40] as Code,
  brIf: (depth: number): Code => [0x0d, ...unsigned(depth)],
  end: [0x0b] as Code,
  v128Load: (offset: number): Code => [...simd(0x00), 4, ...unsigned(offset)],
  v128Store: (offset: number): Code => [...simd(0x0b), 4, ...unsigned(offset)],
  v128Const: (bytes: readonly number[]): Code => [...simd(0x0c), ...bytes],
  i8x16Swizzle: simd(0x0e),
  i8x16Eq: simd(0x23),
  i8x16GtU: simd(0x28),
  i8x16LeU: simd(0x2a),
  i16x8Eq: simd(0x2d),
  i16x8GtU: simd(0x32),
  i16x8LeU: simd(0x34),
  v128Not: simd(0x4d),
  v128And: simd(0x4e),
  v128Andnot: simd(0x4f),
  v128Or: simd(0x50),
  i8x16Bitmask: simd(0x64),
  i8x16NarrowI16x8S: simd(0x65),
  i8x16Sub: simd(0x71),
} as const;

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const name = (text: string): Code => [...unsigned(text.length), ...new TextEncoder().encode(text)];

/** A module that imports memory `e.m` and exports `f`, with i32 parameters, no result, and v128 locals after i32 ones. */
export function moduleOf(
  parameters: number,
  integers: number,
  vectors: number,
  pages: number,
  body: Code,
): Uint8Array<ArrayBuffer> {
  const type: Code = [0x60, ...vector(Array.from({ length: parameters }, () => [I32])), 0];
  const memory: Code = [...name('e'), ...name('m'), 0x02, 0x00, ...unsigned(pages)];
  const locals = vector([
    [...unsigned(integers), I32],
    [...unsigned(vectors), V128],
  ]);
  const code: Code = [...locals, ...body, ...op.end];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector([type])),
    ...section(2, vector([memory])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...name('f'), 0x00, 0x00]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}

/** The part of the engine's WebAssembly that is used; neither Node's nor the language's types declare it. */
interface WasmEngine {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, WasmMemory>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const engine = (globalThis as unknown as { readonly WebAssembly: WasmEngine }).WebAssembly;

export const PAGE_BYTES = 65_536;

export const newMemory = (bytes: number): WasmMemory => new engine.Memory({ initial: pagesFor(bytes) });
export const pagesFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / PAGE_BYTES));

/** Compiles and links at once: the modules are small. */
export function instantiate(
  module: Uint8Array<ArrayBuffer>,
  memory: WasmMemory,
): (...parameters: number[]) => void {
  const instance = new engine.Instance(new engine.Module(module), { e: { m: memory } });
  return instance.exports['f'] as (...parameters: number[]) => void;
}
