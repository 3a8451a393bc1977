import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { measureReports } from "./reports/measure";
import { describeReports, problemsOf } from "./reports/report";

const USAGE = "npm run bench:reports -- [--entries 1000000] [--members 500] [--json]";

await runCommand(async (signal) => {
  const text = { type: "string" } as const;
  const options = { entries: text, members: text, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const report = await measureReports({
    entries: readCount("entries", flags.entries ?? "1000000", 20_000_000),
    members: readCount("members", flags.members ?? "500", 5_000),
    serverUrl: process.env.TEST_DATABASE_URL,
    signal,
  });
  console.log(flags.json ? JSON.stringify(report, null, 2) : describeReports(report));
  return problemsOf(report).length === 0 ? 0 : 1;
});
