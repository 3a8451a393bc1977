import { setTimeout as sleep } from "node:timers/promises";
import type { FaultKind } from "../schedule/types";
import { plainMessage, sendMessage } from "../send";
import type { Happened } from "../timeline";
import type { World } from "../world";

const GIVE_UP_MS = 15_000;
const PROBE_EVERY_MS = 500;
const POLL_MS = 20;
/** After each of these the database is away for a while. */
const AWAY: readonly FaultKind[] = ["postgres_restart", "backend_kill"];
let probes = 0;

/**
 * How long each instance that serves takes from the database's return until a new answer streams on it: anybody's
 * answer, and so that there is one, those of somebody whom only the organisation's budgets hold. Their word that
 * nothing is left proves as much. Where the database goes away again before that, the time is counted from its next
 * return.
 */
export async function timeStreamingAgain(world: World, event: Happened): Promise<void> {
  const sinceMs = event.toMs ?? Date.now();
  const serving = world.instances.filter((instance) => instance.state() === "up");
  const times = serving.map(async (instance) => {
    const incarnation = instance.incarnation();
    const isSame = () => instance.state() === "up" && instance.incarnation() === incarnation;
    const again = new AbortController();
    const probing = probeUntil(world, instance.number, again.signal);
    while (isSame() && !isAwayAgain(world, sinceMs) && !world.closed.aborted) {
      const streamedMs = firstStreamed(world, instance.number, sinceMs);
      const waitedMs = Date.now() - sinceMs;
      if (streamedMs !== null || waitedMs > GIVE_UP_MS) {
        event.streamingAgainMs.push(streamedMs === null ? waitedMs : streamedMs - sinceMs);
        break;
      }
      await sleep(POLL_MS);
    }
    again.abort();
    await probing;
  });
  await Promise.all(times);
}

function isAwayAgain({ timeline }: World, sinceMs: number): boolean {
  return timeline.happened().some(({ fault, fromMs }) => fromMs > sinceMs && AWAY.includes(fault.kind));
}

/** Messages one after the other without waiting for their ends: weather may swallow one of them. */
async function probeUntil(world: World, instance: number, enough: AbortSignal): Promise<void> {
  const under: Promise<unknown>[] = [];
  while (!enough.aborted && !world.closed.aborted) {
    const nonce = `n${world.schedule.seed}-probe${++probes}`;
    const outgoing = { nonce, door: "probe", plan: plainMessage(instance), threadId: null } as const;
    under.push(sendMessage(world, world.people.probe, outgoing));
    await sleep(PROBE_EVERY_MS, undefined, { signal: enough }).catch(() => undefined);
  }
  await Promise.all(under);
}

/** When the first word came of a message that was sent since then; or that it was refused for want of a budget. */
function firstStreamed({ sent }: World, instance: number, sinceMs: number): number | null {
  const times = sent.flatMap((one) => {
    if (one.sentAtMs < sinceMs) return [];
    if (one.instance === instance && one.firstTextAtMs !== null) return [one.firstTextAtMs];
    return one.door === "probe" && one.answer === "refused" && one.instance === instance ? [Date.now()] : [];
  });
  return times.length > 0 ? Math.min(...times) : null;
}
