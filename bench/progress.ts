import { formatPercent } from "@/lib/percent";

const LINE_EVERY_MS = 10_000;
const DRAW_EVERY_MS = 100;
const WIDTH = 28;

export type Progress = {
  step(): void;
  /** Leaves the cursor on an empty line. */
  end(): void;
};

/** A bar on stderr: one line that is drawn over on a terminal, a line now and then elsewhere. */
export function showProgress(
  label: string,
  total: number,
  out: NodeJS.WriteStream = process.stderr,
): Progress {
  const startedAt = performance.now();
  const everyMs = out.isTTY ? DRAW_EVERY_MS : LINE_EVERY_MS;
  let done = 0;
  let drawnAt = out.isTTY ? 0 : startedAt;
  const draw = () => {
    drawnAt = performance.now();
    const line = describeProgress(label, { done, total, elapsedMs: drawnAt - startedAt });
    out.write(out.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
  };
  return {
    step() {
      done += 1;
      if (performance.now() - drawnAt >= everyMs) draw();
    },
    end() {
      draw();
      if (out.isTTY) out.write("\n");
    },
  };
}

export type Position = { done: number; total: number; elapsedMs: number };

export function describeProgress(label: string, { done, total, elapsedMs }: Position): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
  const leftS = done === 0 ? null : ((elapsedMs / done) * (total - done)) / 1000;
  const left = leftS === null ? "" : ` · ${Math.ceil(leftS)} s left`;
  return `${label} ${bar} ${done}/${total} · ${formatPercent(Math.floor(share * 100))}${left}`;
}
