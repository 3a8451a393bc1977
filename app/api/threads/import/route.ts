import { defineRoute } from "@/lib/action";
import { IMPORT_BYTES_MAX, importThreads } from "@/lib/assistants";
import { AppError } from "@/lib/errors";

/** Takes in the threads of the file that is the request's body; answers what came of it. */
export const POST = defineRoute(async (ctx, request) => {
  if (Number(request.headers.get("content-length")) > IMPORT_BYTES_MAX) {
    throw new AppError("invalid", "A file has at most 100 MB: export a smaller part of your threads.");
  }
  if (!request.body) throw new AppError("invalid", "Choose a file first.");
  return Response.json(await importThreads(ctx, { chunks: request.body }));
});
