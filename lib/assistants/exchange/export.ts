import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { fileNameOf } from "./file-name";
import { checkThreads } from "./read-threads";
import { writeJson } from "./write-json";
import { writeMarkdown } from "./write-markdown";

export type ExportFormat = "json" | "markdown";

/** A file in pieces, which are read from the database as they are asked for. It breaks off where that fails. */
export type ThreadExport = { fileName: string; mediaType: string; pieces: AsyncGenerator<string> };

type Wanted = {
  format: ExportFormat;
  /** At most a hundred; "all" are all that the caller has, archived ones too. */
  threadIds: readonly string[] | "all";
};

/** Threads of the caller's as a file. Throws `not_found` where one of them is not there, and `invalid`. */
export async function exportThreads(ctx: Ctx, { format, threadIds: wanted }: Wanted): Promise<ThreadExport> {
  const threadIds = wanted === "all" ? null : [...new Set(wanted)];
  if (threadIds?.length === 0) throw new AppError("invalid", "Choose a thread first.");
  const titles = threadIds ? (await checkThreads(ctx, threadIds)).titles : [];
  const timeZone = getEnv().ORG_TIME_ZONE;
  const ending = format === "json" ? "json" : "md";
  return {
    fileName: fileNameOf(titles, { ending, at: new Date(), timeZone }),
    mediaType: format === "json" ? "application/json" : "text/markdown; charset=utf-8",
    pieces: format === "json" ? writeJson(ctx, threadIds) : writeMarkdown(ctx, { threadIds, timeZone }),
  };
}
