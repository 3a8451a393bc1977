import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { measureConversation } from "./conversation/measure";
import { describeConversation, problemsOf } from "./conversation/report";

const USAGE = "npm run bench:conversation -- [--rounds 10] [--json]";

await runCommand(async (signal) => {
  const options = { rounds: { type: "string" }, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const rounds = readCount("rounds", flags.rounds ?? "10", 100);
  const report = await measureConversation({ rounds, signal });
  console.log(flags.json ? JSON.stringify(report, null, 2) : describeConversation(report));
  return problemsOf(report).length === 0 ? 0 : 1;
});
