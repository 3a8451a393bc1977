import { defineProgramRoute } from "@/lib/action";
import { createCompletion } from "@/lib/assistants";
import { readBody } from "../../read-body";
import { toEventStream } from "./event-stream";

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** OpenAI's chat completions, metered and held to the key's budgets like every other call. */
export const POST = defineProgramRoute(async (ctx, request) => {
  const ended = new AbortController();
  const answer = await createCompletion(ctx, {
    ...(await readBody(request)),
    idempotencyKey: request.headers.get("idempotency-key"),
    signal: AbortSignal.any([ended.signal, request.signal]),
  });
  const id = { "x-request-id": answer.runId };
  if (!answer.stream) return Response.json(answer.completion, { headers: id });
  return new Response(toEventStream(answer.chunks, ended), { headers: { ...STREAM_HEADERS, ...id } });
});
