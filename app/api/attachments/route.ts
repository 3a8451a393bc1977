import { defineRoute } from "@/lib/action";
import { attachFile, IMAGE_BYTES_MAX } from "@/lib/assistants";
import { AppError } from "@/lib/errors";
import { drain, piecesOf } from "./body";

/** Stores the file that is the request's body until a message is sent with it; `?name=` is its name. */
export const POST = defineRoute(async (ctx, { url, headers, body }) => {
  if (!body) throw new AppError("invalid", "Choose a file first.");
  try {
    const name = new URL(url).searchParams.get("name") ?? "";
    const announced = Number(headers.get("content-length"));
    const attachment = await attachFile(ctx, { name, announced, chunks: piecesOf(body) });
    return Response.json(attachment, { status: 201 });
  } finally {
    await drain(body, IMAGE_BYTES_MAX);
  }
});
