import { expect, test } from "./fixtures";
import { entriesOf, openWorkOf } from "./fixtures/ledger";
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
};

const FAULTS: Fault[] = [
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
];

for (const fault of FAULTS) {
  test(`${fault.name} is told, settled, and does not stand in the way`, async ({ page, member, db }) => {
    const thread = new ThreadPage(page);
    const question = unique("What if it fails");
    await upstream.behave(question, ...fault.behaviours);
    await page.goto("/");
    await thread.begin(question);
    if (fault.stops) {
      if (fault.behaviours[0] !== "hang") {
        await expect(thread.words(thread.lastAnswer)).toContainText("Here is a");
      }
      await thread.stop.click();
    }
    await thread.settled();
    for (const where of ["at once", "after a reload"]) {
      if (where === "after a reload") await page.reload();
      if (fault.words) await expect(thread.lastAnswer, where).toContainText(fault.words);
      const cost = thread.lastAnswer.locator("[data-cost]");
      if (fault.certainty) await expect(cost, where).toHaveAttribute("data-certainty", fault.certainty);
      else await expect(cost, where).toHaveCount(0);
    }
    await expect.poll(() => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
    const entry = (await entriesOf(db, member)).find(({ purpose }) => purpose === "answer");
    expect(entry?.certainty ?? null).toBe(fault.certainty);
    expect(entry?.certaintyReason ?? undefined).toBe(fault.reason);

    await thread.ask(unique("Are you back"));
    await expect(thread.words(thread.lastAnswer)).toContainText("short plan");
    expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
  });
}

test("Retry after a failure answers in its place", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Try until it works");
  await upstream.behave(question, "cut:12", "normal");
  await page.goto("/");
  await thread.ask(question);
  await thread.lastAnswer.getByRole("button", { name: "Retry" }).click();
  await expect(thread.words(thread.lastAnswer)).toContainText("Tell me if you want the steps");
  await thread.settled();
  await expect(thread.answers).toHaveCount(1);
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
});
