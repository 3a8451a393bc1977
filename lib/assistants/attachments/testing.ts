import { randomUUID } from "node:crypto";
import type { Ctx } from "@/lib/org/types";
import { startRun } from "..";
import { readToEnd } from "../testing";
import type { AttachmentView } from "../types";
import { attachFile } from "./attach";

export { pngOf } from "@/e2e/fixtures/png";

/** Attaches a file as an upload does, in pieces. */
export function attach(ctx: Ctx, name: string, content: string | Buffer): Promise<AttachmentView> {
  return attachFile(ctx, { name, chunks: piecesOf(Buffer.from(content)) });
}

async function* piecesOf(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}

export type Sent = { text?: string; attachmentIds: string[]; model?: string; threadId?: string };

/** Sends a message with attachments, and waits for its answer. */
export async function send(ctx: Ctx, { text = "Look at this", ...sent }: Sent) {
  const started = await startRun(ctx, { text, idempotencyKey: randomUUID(), ...sent });
  return { ...started, ...(await readToEnd(ctx, started)) };
}

export function isFulfilled<T>(result: PromiseSettledResult<T>): result is PromiseFulfilledResult<T> {
  return result.status === "fulfilled";
}
