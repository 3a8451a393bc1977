import { inspect, parseArgs } from "node:util";
import { log } from "@/lib/log";
import { ensureBuild } from "./launch/build";
import { LaunchFailure } from "./launch/failure";
import { listenForInterrupt } from "./launch/interrupt";
import { complain, tell } from "./launch/say";
import { startDatabaseServer } from "./torture/lab/database";
import { describeReport, type Report } from "./torture/report";
import { torture } from "./torture/run";
import { describeSchedule } from "./torture/schedule/describe";
import { makeSchedule } from "./torture/schedule/make-schedule";
import { type Dialect, FAULT_KINDS, type FaultKind } from "./torture/schedule/types";

const USAGE =
  "npm run torture -- [--seconds 60] [--seed 1 | --seeds 1,2,3] [--instances 3] [--dialect responses|chat] [--without fault,…] [--json] [--trace folder]";
const SECONDS_MAX = 3_600;
const INSTANCES_MAX = 8;
const SEED_MAX = 2 ** 31;
const INTERRUPTED = 130;

type Options = {
  seconds: number;
  seeds: number[];
  instances: number;
  dialect: Dialect | undefined;
  without: FaultKind[];
  json: boolean;
  traceTo: string | null;
};

process.exit(await main(process.argv.slice(2)));

/** Exit code 0 when every promise was kept for every seed, 1 when one was broken or nothing could be measured. */
async function main(args: string[]): Promise<number> {
  const interrupt = listenForInterrupt();
  // What is told goes to stderr where stdout is for the report alone.
  if (!process.env.LOG_LEVEL) log.level = "silent";
  try {
    const options = readOptions(args);
    const say = options.json ? console.error : console.log;
    const reports = await tortureAll(options, { interrupt, say });
    if (options.json) console.log(JSON.stringify(reports, null, 2));
    return reports.every(({ kept }) => kept) ? 0 : 1;
  } catch (error) {
    if (interrupt.aborted) {
      complain("Interrupted; nothing was judged.");
      return INTERRUPTED;
    }
    complain(error instanceof LaunchFailure ? error.message : inspect(error));
    return 1;
  }
}

type Surroundings = { interrupt: AbortSignal; say: (text: string) => void };

/** One build and one database server for all seeds; everything else is new for each. */
async function tortureAll(
  { seeds, traceTo, ...size }: Options,
  { interrupt, say }: Surroundings,
): Promise<Report[]> {
  await ensureBuild({
    signal: interrupt,
    onStart: () => tell("Building the app, one to five minutes the first time…"),
  });
  const server = await startDatabaseServer();
  const reports: Report[] = [];
  try {
    for (const seed of seeds) {
      const schedule = makeSchedule({ seed, ...size });
      say(describeSchedule(schedule));
      const report = await torture(schedule, { server, interrupt, traceTo });
      reports.push(report);
      say(describeReport(report));
      say(
        `Seed ${seed}: ${report.kept ? "every promise was kept" : "a promise was broken"}, schedule ${report.schedule}`,
      );
    }
  } finally {
    await server.remove();
  }
  return reports;
}

function readOptions(args: string[]): Options {
  const text = { type: "string" } as const;
  const options = {
    seconds: text,
    seed: text,
    seeds: text,
    instances: text,
    dialect: text,
    json: { type: "boolean" },
    trace: text,
    without: text,
  } as const;
  try {
    const {
      seconds = "60",
      seed,
      seeds = seed ?? "1",
      instances = "3",
      dialect,
      json = false,
      trace = null,
      without = "",
    } = parseArgs({ args, options }).values;
    if (dialect !== undefined && dialect !== "responses" && dialect !== "chat")
      throw new RangeError("dialect");
    return {
      seconds: readCount(seconds, SECONDS_MAX),
      seeds: seeds.split(",").map((one) => readCount(one, SEED_MAX)),
      instances: readCount(instances, INSTANCES_MAX),
      dialect,
      without: without.split(",").filter(Boolean).map(readFault),
      json,
      traceTo: trace,
    };
  } catch (cause) {
    throw new LaunchFailure(`That is not how it is called: ${USAGE}`, { cause });
  }
}

function readFault(text: string): FaultKind {
  const kind = FAULT_KINDS.find((one) => one === text);
  if (!kind) throw new RangeError(text);
  return kind;
}

/** A whole number from 1 to `max`. */
function readCount(text: string, max: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > max) throw new RangeError(text);
  return count;
}
