import type { Ctx } from "@/lib/org/types";
import type { ImportReport } from "../types";
import { type ExportFormat, exportThreads } from "./export";
import { importThreads } from "./import";

export async function exported(
  ctx: Ctx,
  format: ExportFormat = "json",
  threadIds: readonly string[] | "all" = "all",
): Promise<string> {
  const { pieces } = await exportThreads(ctx, { format, threadIds });
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Imports a text, or a value as JSON, in pieces of this size. */
export function imported(ctx: Ctx, file: unknown, bytesAtOnce = 1_000): Promise<ImportReport> {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  return importThreads(ctx, { chunks: inPieces(Buffer.from(text), bytesAtOnce) });
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const AT = "2026-03-01T10:00:00.000Z";

/** A sound thread of our file, with what is given instead. */
export function threadFile(...given: Record<string, unknown>[]) {
  return { format: "purser.threads", version: 1, exportedAt: AT, threads: given.map(fileThreadWith) };
}

export function fileThreadWith(given: Record<string, unknown> = {}) {
  return {
    ...{ id: "t1", title: "Offsite plan", category: null, createdAt: AT, lastActivityAt: AT },
    ...{ pinnedAt: null, archivedAt: null },
    totals: { messages: 2, tokens: 932, costUsd: "0.0004", certainty: "exact" },
    messages: [question("m1", null), answer("m2", "m1")],
    ...given,
  };
}

export function question(id: string, parentId: string | null, given: Record<string, unknown> = {}) {
  const rest = { continues: null, rating: null, ratingNote: null, facts: null };
  return {
    id,
    parentId,
    role: "user",
    text: `Question ${id}`,
    createdAt: AT,
    shown: true,
    ...rest,
    ...given,
  };
}

export function answer(id: string, parentId: string, given: Record<string, unknown> = {}) {
  const tokens = { inputTokens: 812, outputTokens: 120 };
  const facts = {
    model: "gpt-4o-mini",
    status: "completed",
    ...tokens,
    costUsd: "0.0004",
    certainty: "exact",
  };
  return { ...question(id, parentId), role: "assistant", text: `Answer ${id}`, facts, ...given };
}
