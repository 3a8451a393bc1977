import type { Ctx } from "@/lib/org/types";
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
