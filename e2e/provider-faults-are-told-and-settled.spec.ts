import type { Locator } from "@playwright/test";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { entries } from "@/db/schema";
import { expect, test } from "./fixtures";
import { openWorkOf } from "./fixtures/ledger";
import type { Member } from "./fixtures/people";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

type Fault = {
  name: string;
  behaviours: string[];
  /** What the answer says of it; null when it is complete all the same. */
  words: string | null;
  /** How sure its cost is; null when nothing can have been charged. */
  certainty: "exact" | "estimated" | null;
  reason?: string;
  /** True where only the member's Stop ends it. */
  stops?: boolean;
  /** True where it is asked for again, with Retry. */
  retried?: boolean;
};

/** Faults of one kind follow each other in one thread. */
const FAULTS: Record<string, Fault[]> = {
  "answers that break off or are silent": [
    {
      name: "a connection that breaks in mid-answer",
      behaviours: ["cut:12"],
      words: "The model's answer was cut off before it was complete. What arrived is kept; you can retry.",
      certainty: "estimated",
      reason: "interrupted",
    },
    {
      name: "a stream that ends early",
      behaviours: ["early:12"],
      words: "The model's answer was cut off before it was complete. What arrived is kept; you can retry.",
      certainty: "estimated",
      reason: "interrupted",
    },
    {
      name: "a malformed event",
      behaviours: ["malformed:12"],
      words: "The model's answer arrived damaged. What arrived before is kept; you can retry.",
      certainty: "estimated",
      reason: "interrupted",
    },
    {
      name: "a failure that the provider reports in mid-answer",
      behaviours: ["error:12"],
      words: "The provider reported a failure of the model. What arrived is kept; you can retry.",
      certainty: "estimated",
      reason: "interrupted",
    },
    {
      name: "silence in mid-answer",
      behaviours: ["stall:12"],
      words: "Stopped",
      certainty: "estimated",
      reason: "stopped",
      stops: true,
    },
    {
      name: "silence from the start",
      behaviours: ["hang"],
      words: "Stopped",
      certainty: "estimated",
      reason: "stopped",
      stops: true,
    },
  ],
  "refusals, a web page and a provider out of order": [
    {
      name: "a limit of requests that is soon over",
      behaviours: ["429:1:1", "normal"],
      words: null,
      certainty: "exact",
    },
    {
      name: "a limit of requests that stays",
      behaviours: ["429:1:0"],
      words: "The provider is receiving too many requests right now. Wait a moment, then retry.",
      certainty: null,
    },
    {
      name: "a provider out of order",
      behaviours: ["500"],
      words: "The provider cannot be reached or is out of order. Retry in a moment, or choose another model.",
      certainty: "estimated",
      reason: "interrupted",
    },
    {
      name: "a web page with status 200",
      behaviours: ["html"],
      words:
        "What answered is no stream of a model: the provider's address may be wrong. An admin needs to check it.",
      certainty: null,
    },
  ],
  "answers without a usage, and with an absurd one": [
    {
      name: "an answer without its usage",
      behaviours: ["no_usage"],
      words: null,
      certainty: "estimated",
      reason: "missing_usage",
    },
    {
      name: "an absurd usage",
      behaviours: ["absurd:huge"],
      words: null,
      certainty: "estimated",
      reason: "rejected_usage",
    },
    {
      name: "a usage below zero",
      behaviours: ["absurd:negative"],
      words: null,
      certainty: "estimated",
      reason: "rejected_usage",
    },
    {
      name: "an answer that broke off and is asked for again",
      behaviours: ["cut:12", "normal"],
      words: null,
      certainty: "exact",
      retried: true,
    },
  ],
};

for (const [kind, faults] of Object.entries(FAULTS)) {
  test(`${kind} are told, also after a reload, settled, and do not stand in the way`, async ({
    page,
    member,
    db,
  }) => {
    test.slow();
    const thread = new ThreadPage(page);
    await page.goto("/");
    for (const fault of faults) {
      await test.step(fault.name, async () => {
        const before = await bookedOf(db, member);
        await provoke(thread, fault);
        await expectTold(thread.lastAnswer, fault, "at once");
        await page.reload();
        await expectTold(thread.lastAnswer, fault, "after a reload");
        await expect.poll(() => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
        const entry = (await bookedOf(db, member)).slice(before.length).at(-1);
        expect(entry?.certainty ?? null).toBe(fault.certainty);
        expect(entry?.certaintyReason ?? undefined).toBe(fault.reason);

        await thread.ask(unique("Are you back"));
        await expect(thread.words(thread.lastAnswer)).toContainText("short plan");
        expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
      });
    }
  });
}

/** What answers were booked with at first; an estimate may have been corrected since. */
function bookedOf(db: Db, { userId }: Pick<Member, "userId">) {
  return db
    .select({ certainty: entries.certainty, certaintyReason: entries.certaintyReason })
    .from(entries)
    .where(and(eq(entries.userId, userId), eq(entries.purpose, "answer"), eq(entries.kind, "usage")))
    .orderBy(asc(entries.recordedAt), asc(entries.id));
}

/** Asks what is answered with the fault, and waits until that answer has ended. */
async function provoke(thread: ThreadPage, fault: Fault): Promise<void> {
  const question = unique("What if it fails");
  await upstream.behave(question, ...fault.behaviours);
  await thread.begin(question);
  if (fault.stops) {
    if (fault.behaviours[0] !== "hang") {
      await expect(thread.words(thread.lastAnswer)).toContainText("Here is a");
    }
    await thread.stop.click();
  }
  await thread.settled();
  if (!fault.retried) return;
  const answers = await thread.answers.count();
  await thread.lastAnswer.getByRole("button", { name: "Retry" }).click();
  await expect(thread.words(thread.lastAnswer)).toContainText("Tell me if you want the steps");
  await thread.settled();
  await expect(thread.answers, "it answers in its place").toHaveCount(answers);
}

async function expectTold(answer: Locator, fault: Fault, when: string): Promise<void> {
  if (fault.words) await expect(answer, when).toContainText(fault.words);
  const cost = answer.locator("[data-cost]");
  if (fault.certainty) await expect(cost, when).toHaveAttribute("data-certainty", fault.certainty);
  else await expect(cost, when).toHaveCount(0);
}
