import "./commands/quiet";
import { isAppError } from "../lib/errors";
import { findCommand, helpText } from "./commands";
import { UsageError } from "./commands/command";
import { withDatabase } from "./commands/with-database";
import { errorCode, LaunchFailure } from "./launch/failure";

// A reader such as head may have seen enough.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const command = findCommand(words);
  if (words.includes("--help") || words.length === 0) {
    console.log(helpText(command ?? undefined));
    return 0;
  }
  try {
    if (!command) throw new UsageError(`There is no command "${words.slice(0, 2).join(" ")}": see --help.`);
    const run = command.prepare(words.slice(2));
    const { lines, failure } = await withDatabase(run);
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    if (failure) console.error(failure);
    return failure ? 1 : 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

/** Node's own words about arguments are several lines and speak of its syntax. */
function sentenceOf(message: string): string {
  const [, option = "", ambiguous] =
    /^Option '(--[\w-]+)[^']*' (argument is ambiguous|argument missing)/.exec(message) ?? [];
  if (ambiguous === "argument is ambiguous")
    return `${option} is no amount that can be taken: write ${option}=5.00, and nothing below zero.`;
  if (option) return `${option} needs a value: see --help.`;
  return message.replaceAll("\n", " ");
}

/** One line for what a person can mend; anything else is a fault and shows where. */
function explain(error: unknown): string {
  const isExpected =
    isAppError(error) ||
    error instanceof UsageError ||
    error instanceof LaunchFailure ||
    error instanceof RangeError ||
    errorCode(error)?.startsWith("ERR_PARSE_ARGS");
  if (isExpected && error instanceof Error) return sentenceOf(error.message);
  return `Something unexpected happened: ${error instanceof Error ? error.stack : String(error)}`;
}
