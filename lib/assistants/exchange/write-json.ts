import type { Ctx } from "@/lib/org/types";
import { withAttachments } from "./attached";
import { FORMAT, VERSION } from "./format";
import { readMessages } from "./read-messages";
import { type ReadThread, readThreads } from "./read-threads";

/** Our file, in pieces; it is JSON only once its last piece is there. */
export async function* writeJson(ctx: Ctx, threadIds: readonly string[] | null): AsyncGenerator<string> {
  const opening = { format: FORMAT, version: VERSION, exportedAt: new Date().toISOString() };
  yield `${withoutEnd(opening)},"threads":[`;
  let separator = "\n";
  for await (const thread of readThreads(ctx, threadIds)) {
    yield separator;
    yield* writeThread(ctx, thread);
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function* writeThread(ctx: Ctx, { threadId, head }: ReadThread): AsyncGenerator<string> {
  yield `${withoutEnd(head)},"messages":[`;
  let separator = "\n";
  const messages = withAttachments(ctx.db, readMessages(ctx, { threadId }), { threadId, contents: true });
  for await (const message of messages) {
    yield `${separator}${JSON.stringify(message)}`;
    separator = ",\n";
  }
  yield "]}";
}

/** An object to which a list is still to be added. */
function withoutEnd(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
