import { defineRoute } from "@/lib/action";
import { IMPORT_BYTES_MAX, importThreads } from "@/lib/assistants";
import { AppError } from "@/lib/errors";

/** Takes in the threads of the file that is the request's body; answers what came of it. */
export const POST = defineRoute(async (ctx, { headers, body }) => {
  if (!body) throw new AppError("invalid", "Choose a file first.");
  if (Number(headers.get("content-length")) > IMPORT_BYTES_MAX) {
    throw new AppError("invalid", "A file has at most 100 MB: export a smaller part of your threads.");
  }
  try {
    return Response.json(await importThreads(ctx, { chunks: body.values({ preventCancel: true }) }));
  } finally {
    await readToEnd(body);
  }
});

/** A browser reads no answer before it has sent everything. Where it has gone, there is nobody left to answer. */
async function readToEnd(body: ReadableStream<Uint8Array>): Promise<void> {
  await body.pipeTo(new WritableStream()).catch(() => undefined);
}
