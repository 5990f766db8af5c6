// Files on S3: the bank's messages, uploads and reports.
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Fault } from '../../core/kernel/fault.ts';
import type { Files } from '../../functions/ports.ts';

type Bucket = Parameters<Files['put']>[0];

export class S3Files implements Files {
  readonly #client: S3Client;
  readonly #signer: S3Client;
  readonly #buckets: Readonly<Record<Bucket, string>>;

  /** @param signer makes the URLs given to browsers, where those reach S3 by another address than this process does */
  constructor(client: S3Client, buckets: Readonly<Record<Bucket, string>>, signer: S3Client = client) {
    this.#client = client;
    this.#signer = signer;
    this.#buckets = buckets;
  }

  async put(
    bucket: Bucket,
    key: string,
    body: string | Uint8Array,
    options: { contentType?: string; onlyIfAbsent?: boolean } = {},
  ): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: this.#buckets[bucket],
      Key: key,
      Body: body,
      ...(options.contentType !== undefined && { ContentType: options.contentType }),
      ...(options.onlyIfAbsent === true && { IfNoneMatch: '*' }),
    });
    await this.#client.send(command).catch((error: unknown) => {
      const taken = error instanceof S3ServiceException && error.name === 'PreconditionFailed';
      if (!taken) throw error;
    });
  }

  async get(bucket: Bucket, key: string): Promise<Uint8Array | undefined> {
    const object = await this.#object(bucket, key);
    return object?.Body?.transformToByteArray();
  }

  async tag(bucket: Bucket, key: string): Promise<string | undefined> {
    const command = new HeadObjectCommand({ Bucket: this.#buckets[bucket], Key: key });
    try {
      return (await this.#client.send(command)).ETag;
    } catch (error) {
      // The answer to HEAD has no body, so its error is named by its status.
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async open(
    bucket: Bucket,
    key: string,
  ): Promise<{ bytes: AsyncIterable<Uint8Array>; sizeBytes: number } | undefined> {
    const object = await this.#object(bucket, key);
    if (!object) return undefined;
    if (!(object.Body instanceof Readable)) throw new Fault('unavailable');
    return { bytes: object.Body as AsyncIterable<Uint8Array>, sizeBytes: object.ContentLength ?? 0 };
  }

  uploadUrl(
    bucket: Bucket,
    key: string,
    expiresSeconds: number,
    only?: { readonly contentType: string; readonly bytes: number },
  ): Promise<string> {
    const command = new PutObjectCommand({
      Bucket: this.#buckets[bucket],
      Key: key,
      ...(only && { ContentType: only.contentType, ContentLength: only.bytes }),
    });
    // Signed headers must be sent as they are, so that S3 itself refuses another type or a larger file.
    return getSignedUrl(this.#signer, command, {
      expiresIn: expiresSeconds,
      ...(only && { signableHeaders: new Set(['host', 'content-type', 'content-length']) }),
    });
  }

  downloadUrl(bucket: Bucket, key: string, expiresSeconds: number, fileName: string): Promise<string> {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
    const command = new GetObjectCommand({
      Bucket: this.#buckets[bucket],
      Key: key,
      ResponseContentDisposition: disposition,
    });
    return getSignedUrl(this.#signer, command, { expiresIn: expiresSeconds });
  }

  async #object(bucket: Bucket, key: string) {
    try {
      return await this.#client.send(new GetObjectCommand({ Bucket: this.#buckets[bucket], Key: key }));
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }
}
