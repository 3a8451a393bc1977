import { setTimeout as sleep } from "node:timers/promises";
import { sendByBrowser } from "./doors/browser";
import { sendByProgram } from "./doors/program";
import type { Person } from "./lab/people";
import type { LanePlan, MessagePlan } from "./schedule/types";
import { newSent, type Outgoing, type Sent } from "./sent";
import type { World } from "./world";

/** Who waits for nothing longer than this: a member whom a budget stops looks again after a moment. */
const REFUSED_PAUSE_MS = 300;

/** All members send what the schedule has for them until the time is over, and wait for what they were promised. */
export async function sendAll(world: World): Promise<void> {
  const lanes = world.schedule.members.flatMap(({ lanes }, member) =>
    lanes.map((lane, number) => runLane(world, lane, { member, number })),
  );
  await Promise.all(lanes);
}

async function runLane(
  world: World,
  { door, messages }: LanePlan,
  { member, number }: { member: number; number: number },
): Promise<void> {
  const person = world.people.members[member];
  if (!person) throw new RangeError("The schedule names a member who does not exist.");
  let threadId: string | null = null;
  for (const [index, plan] of messages.entries()) {
    await sleep(plan.pauseMs, undefined, { signal: world.over }).catch(() => undefined);
    if (world.over.aborted) return;
    const nonce = `n${world.schedule.seed}-${member}x${number}x${index}`;
    const outgoing = { nonce, door, plan, threadId: plan.newThread ? null : threadId };
    const sent = await sendMessage(world, person, outgoing);
    threadId = sent.threadId ?? threadId;
    if (sent.answer === "refused") await sleep(REFUSED_PAUSE_MS);
  }
}

/** Every instance answers by both doors before anything is counted in seconds: a process that just began is slow. */
export async function warmUp(world: World): Promise<void> {
  const messages = world.instances.flatMap(({ number }) =>
    (["browser", "program"] as const).map((door) => {
      const nonce = `n${world.schedule.seed}-warm${number}${door}`;
      return sendMessage(world, world.people.probe, {
        nonce,
        door,
        plan: plainMessage(number),
        threadId: null,
      });
    }),
  );
  await Promise.all(messages);
}

/** Sends one message, notes it, and reads its answer to the end. */
export async function sendMessage(
  world: World,
  person: Person,
  outgoing: Omit<Outgoing, "userId" | "apiKeyId">,
): Promise<Sent> {
  const apiKey = outgoing.door === "program" ? person.apiKey : null;
  const sent = newSent({ ...outgoing, userId: person.userId, apiKeyId: apiKey?.id ?? null });
  world.sent.push(sent);
  if (apiKey) await sendByProgram(world, apiKey.key, sent);
  else await sendByBrowser(world, person.cookie, sent);
  sent.doneAtMs = Date.now();
  return sent;
}

/** The plainest message: a short answer at full speed. */
export function plainMessage(instance: number): MessagePlan {
  return {
    behaviour: "tokens:5",
    words: 3,
    newThread: true,
    instance,
    stopAfterMs: null,
    duplicate: null,
    pauseMs: 0,
    outputTokensMax: 256,
    stream: true,
  };
}
