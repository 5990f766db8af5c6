// `zhida start`: the platform on this machine until it is told to stop.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { demoReady, welcome } from './welcome.ts';

const REGISTER_FILE = fileURLToPath(
  new URL('../../examples/hangzhou-2020/hangzhou-enterprises.csv.gz', import.meta.url),
);
const PORT_DEFAULT = 8080;
const DATA_DEFAULT = '.zhida';

function port(text: string): number {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('端口应为 0 至 65535 的整数 / a port is a whole number from 0 to 65535');
}

function folder(text: string): string {
  if (text.trim() !== '') return path.resolve(text);
  throw new InvalidArgumentError('目录不能为空 / the folder must have a name');
}

/** Resolves at SIGINT or SIGTERM; a second one ends the process at once, which the next start repairs. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  });
}

interface StartOptions {
  readonly port: number;
  readonly data?: string;
  readonly memory?: boolean;
  readonly demo: boolean;
  readonly build: boolean;
}

/** Loads the demo unless a former start did. A failure is told and does not stop the platform. */
async function bringDemo(stopped: Promise<void>): Promise<void> {
  const [{ loadDemo, loadedDemo }, { loadDeps }, { openProgress }] = await Promise.all([
    import('../../local/demo/load-demo.ts'),
    import('../../functions/edge/wiring.ts'),
    import('../../local/replay/progress.ts'),
  ]);
  const deps = await loadDeps();
  const loaded = await loadedDemo(deps);
  if (loaded) return console.log(demoReady(loaded));
  const progress = openProgress();
  let isStopping = false;
  void stopped.then(() => (isStopping = true));
  try {
    const fresh = await loadDemo(deps, progress);
    progress.stop();
    console.log(demoReady(fresh));
  } catch (error) {
    progress.stop();
    if (!isStopping)
      console.error(
        '演示数据载入失败，下次启动时继续 / The demo could not be loaded; the next start goes on:',
        error,
      );
  }
}

/** Without the demo the platform still needs what every city has: districts, working days, departments, the catalogue. */
async function bringReference(): Promise<void> {
  const [{ storeReference }, { readExample }, { loadDeps }] = await Promise.all([
    import('../../local/example/load-example.ts'),
    import('../../local/example/read-example.ts'),
    import('../../functions/edge/wiring.ts'),
  ]);
  await storeReference(await loadDeps(), await readExample());
}

const demoSamples = async () => {
  const { loadedDemo } = await import('../../local/demo/load-demo.ts');
  const { loadDeps } = await import('../../functions/edge/wiring.ts');
  return (await loadedDemo(await loadDeps()))?.samples ?? [];
};

async function start(options: StartOptions): Promise<void> {
  const { startPlatform } = await import('../../local/start-platform.ts');
  const dataDir = options.memory === true ? undefined : (options.data ?? path.resolve(DATA_DEFAULT));
  if (options.demo) {
    const { demoDay } = await import('../../local/demo/load-demo.ts');
    process.env['ZHIDA_TODAY'] ??= await demoDay();
  }
  const platform = await startPlatform({
    port: options.port,
    dataDir,
    buildsConsole: options.build,
    ...(existsSync(REGISTER_FILE) && { registerFile: REGISTER_FILE }),
    ...(options.demo && { enterprises: demoSamples }),
  });
  // Until here a signal ends the process at once, which the next start repairs.
  const stopped = stopSignal();
  console.log(welcome({ url: platform.url, dataDir }));
  await Promise.race([options.demo ? bringDemo(stopped) : bringReference(), stopped]);
  await stopped;
  console.log('正在停止 / Stopping');
  await platform.close();
}

export const startCommand = (): Command =>
  new Command('start')
    .description('在本机启动平台 / Start the platform on this machine')
    .addOption(new Option('--port <n>', '端口 / port').argParser(port).default(PORT_DEFAULT))
    .addOption(
      new Option('--data <dir>', `数据目录 / data directory (${DATA_DEFAULT})`)
        .argParser(folder)
        .conflicts('memory'),
    )
    .option('--memory', '只在内存中运行，停止即忘 / keep nothing on disk')
    .option('--no-demo', '不载入演示数据 / do not load the demo')
    .option('--no-build', '不构建控制台，只用已构建的 / do not build the console, serve what is built')
    .action(start);
