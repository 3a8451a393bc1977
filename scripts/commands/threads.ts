import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportThreads, importThreads } from "@/lib/assistants";
import type { ImportReport } from "@/lib/assistants/types";
import { type Command, oneOf, required } from "./command";
import { memberCtx } from "./member-ctx";

const FORMATS = ["json", "markdown"] as const;

export const threadsExport: Command = {
  name: "threads export",
  usage: "threads export --user <email> [--format json|markdown]",
  summary: "Prints all threads of a member as one file",
  prepare(args) {
    const options = { user: { type: "string" }, format: { type: "string", default: "json" } } as const;
    const { values } = parseArgs({ args, options });
    const email = required(values.user, "--user");
    const format = oneOf(values.format, FORMATS, "--format");
    return async (db) => {
      const { pieces } = await exportThreads(await memberCtx(db, email), { format, threadIds: "all" });
      await pipeline(Readable.from(pieces), process.stdout, { end: false });
      return { lines: [] };
    };
  },
};

export const threadsImport: Command = {
  name: "threads import",
  usage: "threads import --user <email> < file.json",
  summary: "Takes in the threads of a file for a member: Purser's export, or ChatGPT's conversations.json",
  prepare(args) {
    const { values } = parseArgs({ args, options: { user: { type: "string" } } });
    const email = required(values.user, "--user");
    return async (db) => {
      const report = await importThreads(await memberCtx(db, email), { chunks: process.stdin });
      const { fault } = report;
      return { lines: linesOf(report), ...(fault === null ? {} : { failure: fault }) };
    };
  },
};

function linesOf({ threads, messages, known, leftOut, reasons }: ImportReport): string[] {
  return [`${threads} threads with ${messages} messages, ${known} known, ${leftOut} left out`, ...reasons];
}
