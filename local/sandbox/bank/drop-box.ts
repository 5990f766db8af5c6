// The folder the sandbox bank shares with its customer: a bucket with `bank-out/` to take from and `bank-in/` to leave files in.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

export interface DropBox {
  /** Up to 1,000 keys under a prefix, oldest name first. */
  list(prefix: string): Promise<string[]>;
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
  close(): void;
}

/** A drop box in an S3 bucket that exists. @param endpoint of the S3 service, http://… */
export function bucketDropBox(endpoint: string, bucket: string): DropBox {
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    // The sandbox never leaves this machine: the embedded engine takes any credentials.
    credentials: { accessKeyId: 'sandbox-bank', secretAccessKey: 'sandbox-bank' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    async list(prefix) {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1_000 }),
      );
      return (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    },
    async get(key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async put(key, bytes) {
      await s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: 'application/xml' }),
      );
    },
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    close: () => s3.destroy(),
  };
}
