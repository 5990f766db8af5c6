// Opens a register file whatever it is wrapped in: plain or gzip, with or without a BOM; names what cannot be a register.
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Fault } from '../../core/kernel/fault.ts';

/** Where the bytes come from: opened once per import. */
export interface RegisterSource {
  /** For the report and messages, for example the file's name. */
  readonly name: string;
  /** Size of the file as stored, for the estimate of progress. */
  readonly sizeBytes?: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface OpenedFile {
  /** Text bytes, unwrapped. @throws Fault invalid when the gzip stream is broken */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Bytes of the source read so far. */
  bytesRead(): number;
}

/** Some 1,000 rows: whole batches for the store, and little memory. */
const UNZIP_CHUNK_BYTES = 256 * 1024;

const fileFault = (reason: string, zh: string, en: string): Fault => new Fault('invalid', { reason, zh, en });

const MAGIC: readonly { readonly bytes: readonly number[]; readonly fault: () => Fault }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    fault: () =>
      fileFault(
        'excel-file',
        '这是Excel工作簿或ZIP文件，请另存为“CSV UTF-8”后再上传',
        'This is an Excel workbook or a ZIP file; save it as "CSV UTF-8" first',
      ),
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    fault: () =>
      fileFault(
        'excel-file',
        '这是旧版Excel文件，请另存为“CSV UTF-8”后再上传',
        'This is an old Excel file; save it as "CSV UTF-8" first',
      ),
  },
  {
    bytes: [0xff, 0xfe],
    fault: () =>
      fileFault(
        'not-utf8',
        '文件为UTF-16编码，请另存为UTF-8后再上传',
        'The file is UTF-16; save it as UTF-8 first',
      ),
  },
  {
    bytes: [0xfe, 0xff],
    fault: () =>
      fileFault(
        'not-utf8',
        '文件为UTF-16编码，请另存为UTF-8后再上传',
        'The file is UTF-16; save it as UTF-8 first',
      ),
  },
];

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** @throws Fault invalid: empty-file, excel-file, not-utf8 (UTF-16) */
export async function openRegisterFile(source: RegisterSource): Promise<OpenedFile> {
  let read = 0;
  const iterator = source.open()[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  while (headBytes < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    headBytes += next.value.length;
  }
  const start = Buffer.concat(head);
  if (start.length === 0) throw fileFault('empty-file', '文件为空', 'The file is empty');
  const magic = MAGIC.find(({ bytes }) => startsWith(start, bytes));
  if (magic !== undefined) {
    await iterator.return?.();
    throw magic.fault();
  }
  const all = (async function* () {
    try {
      read = start.length;
      yield start;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        read += next.value.length;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  })();
  return { bytes: startsWith(start, [0x1f, 0x8b]) ? gunzip(all) : all, bytesRead: () => read };
}

async function* gunzip(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: UNZIP_CHUNK_BYTES });
  const wrapped = Readable.from(compressed, { objectMode: false });
  const ended = new Promise<void>((resolve) => pipeline(wrapped, unzip, () => resolve()));
  try {
    for await (const chunk of unzip) yield chunk as Uint8Array;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw fileFault('bad-gzip', '压缩文件已损坏或不完整', 'The gzip file is damaged or cut short');
  } finally {
    unzip.destroy();
    await ended;
  }
}
