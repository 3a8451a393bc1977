import { defineRoute } from "@/lib/action";
import { followRun } from "@/lib/assistants";
import { findCtx } from "@/lib/auth";
import { readEventId, toEventStream } from "./encode";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** The events of one of the caller's runs, resumable by Last-Event-ID. */
export const GET = defineRoute<{ runId: string }>(async (ctx, request, { runId }) => {
  const ended = new AbortController();
  const events = await followRun(ctx, {
    runId,
    afterEventId: readEventId(request.headers.get("last-event-id")),
    signal: AbortSignal.any([ended.signal, request.signal]),
  });
  const isStillSignedIn = async () => (await findCtx())?.actor.userId === ctx.actor.userId;
  return new Response(toEventStream(events, { ended, isStillSignedIn }), { headers: HEADERS });
});
