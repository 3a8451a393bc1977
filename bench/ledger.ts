import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { describeLedger, measureLedger, RATIO_MIN } from "./ledger/measure";

const USAGE = "npm run bench:ledger -- [--callers 32] [--seconds 5] [--json]";

await runCommand(async (signal) => {
  const text = { type: "string" } as const;
  const options = { callers: text, seconds: text, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const report = await measureLedger({
    callers: readCount("callers", flags.callers ?? "32", 100),
    seconds: readCount("seconds", flags.seconds ?? "5", 600),
    serverUrl: process.env.TEST_DATABASE_URL,
    signal,
  });
  console.log(flags.json ? JSON.stringify(report, null, 2) : describeLedger(report));
  return report.ratio >= RATIO_MIN && report.driftPicoUsd === "0" ? 0 : 1;
});
