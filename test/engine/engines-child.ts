// A process that is killed while it holds a data folder: it stores one object, says so, and lives on.
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startEngines } from '../../local/engine/start-engines.ts';
import { clientOptions } from './engine-under-test.ts';

const engines = await startEngines({ dataDir: process.argv[2] });
const client = new S3Client({ ...clientOptions(engines.s3), forcePathStyle: true });
await client.send(new CreateBucketCommand({ Bucket: 'files' }));
await client.send(
  new PutObjectCommand({ Bucket: 'files', Key: 'before-the-kill.csv', Body: 'acknowledged' }),
);
process.stdout.write('stored\n');
