import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { BenchFailure } from "./failure";
import { showProgress } from "./progress";
import { readCorpus } from "./replay/corpus";
import { replay } from "./replay/replay";
import { describeReplay, problemsOf } from "./replay/report";

const USAGE = "npm run bench:replay -- --corpus DIR [--limit N] [--concurrency 8]";

await runCommand(async (signal) => {
  const { corpus, limit, concurrency } = readArguments();
  const { conversations, notes } = await readCorpus(corpus, limit);
  for (const note of notes) console.error(note);
  const messages = conversations.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  const progress = showProgress("Replaying", messages);
  const result = await replay({
    conversations,
    concurrency: Math.min(concurrency, conversations.length),
    serverUrl: process.env.TEST_DATABASE_URL,
    onMessage: progress.step,
    signal,
  }).finally(progress.end);
  console.log(describeReplay(result));
  return problemsOf(result).length === 0 ? 0 : 1;
});

function readArguments() {
  const text = { type: "string" } as const;
  const options = { corpus: text, limit: text, concurrency: text };
  const { corpus, limit, concurrency = "8" } = readFlags(() => parseArgs({ options }).values, USAGE);
  if (!corpus) throw new BenchFailure(`Name the folder of conversations: ${USAGE}`);
  return {
    corpus,
    limit: limit === undefined ? undefined : readCount("limit", limit, 1_000_000),
    concurrency: readCount("concurrency", concurrency, 64),
  };
}
