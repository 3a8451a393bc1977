import { z } from "zod";
import { defineRoute } from "@/lib/action";
import { exportThreads } from "@/lib/assistants";
import { AppError } from "@/lib/errors";
import { attachment } from "../../disposition";
import { toByteStream } from "./byte-stream";

const query = z.object({
  format: z.enum(["json", "markdown"]),
  threadIds: z.union([z.literal("all"), z.array(z.string()).min(1).max(100)]),
});

/** `?format=json|markdown` with `id=…` up to a hundred times, or with `all=1`: the caller's threads as a file. */
export const GET = defineRoute(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const parsed = query.safeParse({
    format: searchParams.get("format"),
    threadIds: searchParams.get("all") === "1" ? "all" : searchParams.getAll("id"),
  });
  if (!parsed.success) {
    throw new AppError(
      "invalid",
      "Choose JSON or Markdown, and from one to a hundred threads or all of them.",
    );
  }
  const { fileName, mediaType, pieces } = await exportThreads(ctx, parsed.data);
  return new Response(await toByteStream(pieces), {
    headers: {
      "content-type": mediaType,
      "content-disposition": attachment(fileName),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
