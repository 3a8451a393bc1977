import { defineRoute } from "@/lib/action";
import { getAttachment, removeAttachment } from "@/lib/assistants";
import { attachment } from "../../disposition";

type Params = { attachmentId: string };

/** The file as it was attached. It is only ever saved or shown as what its bytes are, and nothing in it runs. */
export const GET = defineRoute<Params>(async (ctx, request, params) => {
  const { name, mediaType, readContent } = await getAttachment(ctx, params);
  const headers = {
    "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "content-disposition": attachment(name),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    // Kept by the browser, and asked about each time: who may not read it any more gets nothing.
    "cache-control": "private, no-cache",
    etag: `"${params.attachmentId}"`,
  };
  if (request.headers.get("if-none-match") === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(await readContent()), { headers });
});

/** Takes back what was attached and not sent. */
export const DELETE = defineRoute<Params>(async (ctx, _request, params) => {
  await removeAttachment(ctx, params);
  return new Response(null, { status: 204 });
});
