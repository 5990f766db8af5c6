// A sandbox bank in a process of its own, for the test that kills it: `node run-sandbox-bank.ts ENDPOINT FOLDER`.
import { startSandboxBank } from '../../local/sandbox/bank/start-sandbox-bank.ts';

const [endpoint = '', dataDir = ''] = process.argv.slice(2);
const bank = await startSandboxBank({
  s3: endpoint,
  bucket: 'bank',
  dataDir,
  pollMs: 20,
  today: () => '2020-03-03',
  onFileDropped: (key) => process.stdout.write(`${key}\n`),
  settings: { rejectRate: 0.05, returnRate: 0.05, returnDelayMs: 50 },
});
process.stdout.write(`listening ${bank.url}\n`);
