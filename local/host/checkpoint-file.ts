// Where each reader of a stream stands, kept in a file, so that a restart goes on where the last run stopped.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The last sequence number that is done, by shard. Reading resumes after it: at least once, never less. */
export interface Checkpoint {
  after(shardId: string): string | undefined;
  advance(shardId: string, sequenceNumber: string): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** Writing waits this long, so that a busy stream does not write a file a batch; what is lost by a kill is read again. */
const WRITE_AFTER_MS = 200;

class CheckpointFile implements Checkpoint {
  readonly #file: string | undefined;
  readonly #shards: Map<string, string>;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string | undefined, shards: Map<string, string>) {
    this.#file = file;
    this.#shards = shards;
  }

  after(shardId: string): string | undefined {
    return this.#shards.get(shardId);
  }

  advance(shardId: string, sequenceNumber: string): void {
    this.#shards.set(shardId, sequenceNumber);
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** A reader of the file sees the old one or the new one, whole. */
  async #write(): Promise<void> {
    if (this.#file === undefined) return;
    const next = `${this.#file}.next`;
    await writeFile(next, JSON.stringify(Object.fromEntries(this.#shards)));
    await rename(next, this.#file);
  }
}

async function readShards(file: string): Promise<Map<string, string>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>));
  } catch {
    // None yet, or torn by a crash of the machine: all that the stream still holds is read again.
    return new Map();
  }
}

/** The checkpoint of a reader, in `folder/NAME.json`, or in memory alone without a folder. */
export async function openCheckpoint(folder: string | undefined, name: string): Promise<Checkpoint> {
  if (folder === undefined) return new CheckpointFile(undefined, new Map());
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.json`);
  return new CheckpointFile(file, await readShards(file));
}
