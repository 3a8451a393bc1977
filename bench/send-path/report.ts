import { formatTable } from "../table";
import type { PageLoad } from "./first-load";
import type { Machine } from "./machine";
import type { Level } from "./measure";

/** First-load scripts of a thread page must stay below this. */
const SCRIPT_LIMIT_BYTES = 300_000;

export type SendPathReport = {
  machine: Machine;
  tokens: number;
  tokenDelayMs: number;
  paced: Level[];
  /** As fast as the upstream can: all of a stream's tokens at once. */
  fullSpeed: Level;
  memory: { beforeBytes: number; afterBytes: number; peakBytes: number | null };
  firstLoads: PageLoad[];
};

export function describeSendPath(report: SendPathReport): string {
  const { machine, tokens, tokenDelayMs, paced, fullSpeed, memory, firstLoads } = report;
  const levels = [
    ...paced.map((level) => levelRow(nameOf(level), level)),
    levelRow(`${nameOf(fullSpeed)}, all tokens at once`, fullSpeed),
  ];
  return [
    `${machine.cores} cores · ${machine.memoryGb} GB · ${machine.platform} · Node ${machine.node} · load before ${machine.loadBefore.toFixed(2)}`,
    "",
    `Time to first token in ms, ${tokens}-token streams, ${tokenDelayMs} ms a token; begun one after another unless said otherwise`,
    formatTable([
      ["streams", "samples", "direct p50", "p95", "app p50", "p95", "added p50", "p95"],
      ...levels.map(({ times }) => times),
    ]),
    "",
    `Processor time in ms for one ${tokens}-token stream`,
    formatTable([["streams", "app", "database"], ...levels.map(({ cpu }) => cpu)]),
    "",
    "Memory of the app's process in MB",
    formatTable([
      ["started", "at the end", "peak"],
      [megabytes(memory.beforeBytes), megabytes(memory.afterBytes), megabytes(memory.peakBytes)],
    ]),
    "",
    `First-load scripts in kB gz, limit ${SCRIPT_LIMIT_BYTES / 1000}`,
    formatTable([["page", "scripts", "kB gz", "of the limit"], ...firstLoads.map(pageRow)]),
    ...firstLoads.map(({ page, largest }) => `Largest of "${page}": ${describeScripts(largest)}`),
  ].join("\n");
}

function nameOf({ streams, spreadMs }: Level): string {
  return spreadMs > 0 ? `${streams}` : `${streams} in one instant`;
}

function levelRow(name: string, level: Level) {
  const { direct, app, added } = level;
  const spreads = [direct.firstToken, app.firstToken, added];
  return {
    times: [name, `${level.samples}`, ...spreads.flatMap(({ p50, p95 }) => [ms(p50), ms(p95)])],
    cpu: [name, ms(level.appCpuMs), level.databaseCpuMs === null ? "–" : ms(level.databaseCpuMs)],
  };
}

function pageRow({ page, scripts, gzBytes }: PageLoad): string[] {
  const share = `${Math.round((gzBytes / SCRIPT_LIMIT_BYTES) * 100)} %`;
  return [page, `${scripts}`, kilobytes(gzBytes), share];
}

function describeScripts(scripts: PageLoad["largest"]): string {
  return scripts.map(({ name, gzBytes }) => `${name} ${kilobytes(gzBytes)}`).join(" · ");
}

const ms = (value: number) => value.toFixed(1);
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
const megabytes = (bytes: number | null) => (bytes === null ? "–" : (bytes / 1e6).toFixed(0));
