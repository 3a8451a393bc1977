import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { RunEvent } from "../types";
import { type LiveRun, state } from "./live";
import { readOutcome } from "./read-outcome";
import { ACTIVE_STATUSES } from "./settle-writes";

const POLL_MS = 1_000;

export type FollowInput = { runId: string; afterEventId: number | null; signal: AbortSignal };

/**
 * The events of a run from where a reader is, to its end. A run of this process is followed from memory; one of
 * another instance, or of before a restart, from what is stored. Throws `not_found` for a stranger's run.
 */
export async function followRun(ctx: Ctx, input: FollowInput): Promise<AsyncGenerator<RunEvent>> {
  const live = state.live.get(input.runId);
  if (live) {
    if (live.userId !== ctx.actor.userId) throw notFound();
    return followLive(live, input);
  }
  if (!isId(input.runId)) throw notFound();
  const [run] = await ctx.db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.id, input.runId), eq(runs.userId, ctx.actor.userId)))
    .limit(1);
  if (!run) throw notFound();
  return followStored(ctx.db, input);
}

async function* followLive(live: LiveRun, { afterEventId, signal }: FollowInput): AsyncGenerator<RunEvent> {
  let next = afterEventId ?? textEventId(live);
  if (afterEventId === null || afterEventId > live.lastEventId) {
    next = textEventId(live);
    yield { id: next, type: "snapshot", data: { text: live.text } };
  }
  const changes = waitFor(live, signal);
  try {
    while (!signal.aborted) {
      const event = live.events[next];
      if (event) {
        next += 1;
        yield event;
        if (event.type === "end") return;
      } else if (live.ended) {
        return;
      } else {
        await changes.next();
      }
    }
  } finally {
    changes.stop();
  }
}

/** One listener for the whole reading: `next` resolves at the next event, or when the reader gives up. */
function waitFor(live: LiveRun, signal: AbortSignal): { next: () => Promise<void>; stop: () => void } {
  let wake: (() => void) | null = null;
  const onChange = () => wake?.();
  const unwatch = live.watch(onChange);
  signal.addEventListener("abort", onChange, { once: true });
  return {
    next: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    stop: () => {
      unwatch();
      signal.removeEventListener("abort", onChange);
    },
  };
}

/** The id of the last event whose text is in `live.text`: what comes after it is not text. */
function textEventId(live: LiveRun): number {
  return live.events.findLastIndex((event) => event.type === "delta") + 1;
}

async function* followStored(db: Conn, { runId, signal }: FollowInput): AsyncGenerator<RunEvent> {
  let sent = -1;
  while (!signal.aborted) {
    const stored = await readOutcome(db, runId);
    if (!stored) return;
    const { eventId, outcome } = stored;
    if (eventId > sent) yield { id: eventId, type: "snapshot", data: { text: outcome.text } };
    sent = eventId;
    if (!ACTIVE_STATUSES.some((status) => status === outcome.status)) {
      yield { id: eventId + 1, type: "done", data: outcome };
      yield { id: eventId + 2, type: "end", data: {} };
      return;
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

function notFound(): AppError {
  return new AppError("not_found", "There is no such answer.");
}
