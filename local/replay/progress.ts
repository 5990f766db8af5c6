// Shows how far the replay is: one bar for each stage, with its rate; on a pipe, a line now and then instead.
import { MultiBar, type SingleBar } from 'cli-progress';

export interface Progress {
  /** Moves a stage's bar; `total` may grow. */
  update(stage: string, done: number, total: number): void;
  say(line: string): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** Writes to stderr, so that stdout holds nothing but the result. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? barsOn(stream) : linesOn(stream);
}

function barsOn(stream: NodeJS.WriteStream): Progress {
  const format = '{stage} {bar} {value}/{total} · {rate}/s';
  const bars = new MultiBar({
    stream,
    format,
    hideCursor: true,
    barsize: 30,
    clearOnComplete: false,
    autopadding: true,
  });
  const byStage = new Map<string, { bar: SingleBar; startedAtMs: number }>();
  return {
    update(stage, done, total) {
      const known = byStage.get(stage) ?? {
        bar: bars.create(total, done, { stage: stage.padEnd(14), rate: '–' }),
        startedAtMs: performance.now(),
      };
      byStage.set(stage, known);
      known.bar.setTotal(Math.max(total, done, 1));
      known.bar.update(done, { stage: stage.padEnd(14), rate: rateOf(done, known.startedAtMs) });
    },
    say: (line) => bars.log(`${line}\n`),
    stop: () => bars.stop(),
  };
}

function linesOn(stream: NodeJS.WriteStream): Progress {
  const shown = new Map<string, { atMs: number; startedAtMs: number; done: number }>();
  return {
    update(stage, done, total) {
      const now = performance.now();
      const last = shown.get(stage) ?? { atMs: 0, startedAtMs: now, done: -1 };
      // A line now and then, and one at the end; never the same line twice.
      if (done === last.done || (now - last.atMs < LINE_EVERY_MS && done !== total)) return;
      shown.set(stage, { ...last, atMs: now, done });
      stream.write(`${stage.padEnd(14)} ${done}/${total} · ${rateOf(done, last.startedAtMs)}/s\n`);
    },
    say: (line) => stream.write(`${line}\n`),
    stop: () => undefined,
  };
}

const rateOf = (done: number, startedAtMs: number): string => {
  const seconds = (performance.now() - startedAtMs) / 1000;
  return seconds < 0.5 ? '–' : String(Math.round(done / seconds));
};
