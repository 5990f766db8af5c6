// `zhida import FILE`: sends a register file to a running platform and follows the job to its end.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { Fault } from '../../core/kernel/fault.ts';
import type { Job } from '../../core/enterprise/job.ts';
import { openProgress } from '../../local/replay/progress.ts';
import { signInAs, type PlatformClient } from './platform-client.ts';

const LOOK_EVERY_MS = 250;

interface Started {
  readonly job: Job;
  readonly uploadUrl?: string;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() === true) return found.size;
  throw new Fault('not-found', { reason: 'file', zh: `没有文件 ${file}`, en: `There is no file ${file}` });
}

async function upload(file: string, sizeBytes: number, uploadUrl: string): Promise<void> {
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
  const headers = { 'content-length': String(sizeBytes) };
  const response = await fetch(uploadUrl, { method: 'PUT', body, headers, duplex: 'half' } as RequestInit);
  if (!response.ok)
    throw new Fault('unavailable', {
      reason: 'upload',
      zh: '上传失败，请重试',
      en: `The upload failed (${response.status}); try again`,
    });
}

async function untilDone(client: PlatformClient, jobId: string): Promise<Job> {
  const progress = openProgress();
  try {
    for (;;) {
      const job = (await client.get(`/api/jobs/${jobId}`)) as Job;
      progress.update('register', job.rowsDone, job.rowsTotal ?? job.rowsDone);
      if (job.state === 'done' || job.state === 'failed') return job;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    progress.stop();
  }
}

async function importFile(file: string, { json }: { json?: boolean }): Promise<void> {
  const sizeBytes = await sizeOf(file);
  const client = await signInAs('admin');
  const { job, uploadUrl } = (await client.post('/api/enterprises/imports')) as Started;
  if (uploadUrl !== undefined) await upload(file, sizeBytes, uploadUrl);
  const ended = await untilDone(client, job.id);
  if (!ended.result) throw new Fault('invalid', { ...ended.problem });
  const { rows, accepted, rejected, unchanged, reportFile } = ended.result;
  if (json === true) console.log(JSON.stringify({ rows, accepted, rejected, unchanged, reportFile }));
  else {
    console.log(`共 ${rows} 行：入库 ${accepted}，未变 ${unchanged}，退回 ${rejected}`);
    console.log(`${rows} rows: ${accepted} accepted, ${unchanged} unchanged, ${rejected} rejected`);
    console.log(`退回明细 / Rejected rows: GET /api/jobs/${ended.id}/report`);
  }
}

export const importCommand = (): Command =>
  new Command('import')
    .description('向运行中的平台导入企业登记文件 / Import a register file into a running platform')
    .argument('<file>', 'CSV（UTF-8），可为 .gz / a CSV in UTF-8, plain or .gz')
    .option('--json', '在标准输出给出一个 JSON 对象 / print one JSON object')
    .addHelpText('after', '\n平台地址 / Platform: ZHIDA_URL (http://localhost:8080)')
    .action(importFile);
