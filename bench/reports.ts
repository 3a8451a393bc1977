import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { measureReports } from "./reports/measure";
import { describeGrowth, describeReports, growthProblems, problemsOf } from "./reports/report";

const USAGE = "npm run bench:reports -- [--entries 1000000,10000000] [--members 500] [--json]";

await runCommand(async (signal) => {
  const text = { type: "string" } as const;
  const options = { entries: text, members: text, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const members = readCount("members", flags.members ?? "500", 5_000);
  const sizes = (flags.entries ?? "1000000,10000000")
    .split(",")
    .map((size) => readCount("entries", size, 20_000_000));
  const benches = [];
  for (const entries of sizes) {
    const bench = await measureReports({
      entries,
      members,
      serverUrl: process.env.TEST_DATABASE_URL,
      signal,
    });
    if (!flags.json) console.log(describeReports(bench), "\n");
    benches.push(bench);
  }
  if (flags.json) console.log(JSON.stringify(benches, null, 2));
  else if (benches.length > 1) console.log(describeGrowth(benches));
  return [...benches.flatMap(problemsOf), ...growthProblems(benches)].length === 0 ? 0 : 1;
});
