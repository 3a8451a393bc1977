import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { measureThreads } from "./threads/measure";
import { describeThreads, problemsOf } from "./threads/report";

const USAGE = "npm run bench:threads -- [--messages 200000] [--json]";

await runCommand(async (signal) => {
  const options = { messages: { type: "string" }, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const report = await measureThreads({
    messages: readCount("messages", flags.messages ?? "200000", 1_000_000),
    serverUrl: process.env.TEST_DATABASE_URL,
    signal,
  });
  console.log(flags.json ? JSON.stringify(report, null, 2) : describeThreads(report));
  return problemsOf(report).length === 0 ? 0 : 1;
});
