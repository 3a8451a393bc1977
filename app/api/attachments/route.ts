import { defineRoute } from "@/lib/action";
import { attachFile, IMAGE_BYTES_MAX } from "@/lib/assistants";
import { AppError } from "@/lib/errors";

/** Stores the file that is the request's body until a message is sent with it; `?name=` is its name. */
export const POST = defineRoute(async (ctx, { url, headers, body }) => {
  if (!body) throw new AppError("invalid", "Choose a file first.");
  try {
    if (Number(headers.get("content-length")) > IMAGE_BYTES_MAX) {
      throw new AppError("invalid", "An image has at most 8 MB, a text 400 kB: attach a smaller file.");
    }
    const name = new URL(url).searchParams.get("name") ?? "";
    const attachment = await attachFile(ctx, { name, chunks: body.values({ preventCancel: true }) });
    return Response.json(attachment, { status: 201 });
  } finally {
    // A browser reads no answer before it has sent everything; where it has gone, there is nobody left to answer.
    await body.pipeTo(new WritableStream()).catch(() => undefined);
  }
});
