import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { describeSendPath } from "./send-path/report";
import { measureSendPath } from "./send-path/run";

const USAGE = "npm run bench -- [--streams 1,10,50,200] [--rounds 10] [--json]";
const STREAMS_MAX = 500;

await runCommand(async (signal) => {
  const text = { type: "string" } as const;
  const options = { streams: text, rounds: text, json: { type: "boolean" } } as const;
  const flags = readFlags(() => parseArgs({ options }).values, USAGE);
  const { streams = "1,10,50,200", rounds = "10", json = false } = flags;
  const report = await measureSendPath({
    streams: streams.split(",").map((count) => readCount("streams", count, STREAMS_MAX)),
    rounds: readCount("rounds", rounds, 1_000),
    signal,
  });
  console.log(json ? JSON.stringify(report, null, 2) : describeSendPath(report));
  return 0;
});
