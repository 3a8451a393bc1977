import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { longAnswer, WHOLE } from "./fixtures/long-answer";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const CHARACTERS = 20_000;
const SHIFT_MAX = 0.02;

type Shift = { value: number; what: string };

/** Every unexpected move on the page so far, those from before this was asked included. */
function shiftsOf(page: Page): Promise<Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        type Entry = PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        const observer = new PerformanceObserver(() => undefined);
        observer.observe({ type: "layout-shift", buffered: true });
        setTimeout(() => {
          const entries = observer.takeRecords() as Entry[];
          observer.disconnect();
          const unexpected = entries.filter((entry) => !entry.hadRecentInput);
          resolve(
            unexpected.map(({ value, sources }) => ({
              value,
              what: sources
                .map(({ node }) =>
                  (node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 120),
                )
                .join(" · "),
            })),
          );
        });
      }),
  );
}

test("nothing moves while an answer of 20,000 characters is written and when it is finished", async ({
  page,
}) => {
  const thread = new ThreadPage(page);
  const question = unique("Tell me everything");
  await upstream.reply(question, longAnswer(CHARACTERS));
  await upstream.behave(question, `slow:1+${WHOLE}`);
  await page.goto("/");
  await thread.begin(question);
  await expect(thread.lastAnswer).toContainText("Section 3");
  await thread.settled();
  await expect(thread.lastAnswer).toContainText("The very end.");
  await expect(thread.lastAnswer.getByText("The very end.")).toBeInViewport();
  expect((await thread.lastAnswer.textContent())?.length).toBeGreaterThan(CHARACTERS * 0.9);
  const shifts = await shiftsOf(page);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(total, JSON.stringify(shifts)).toBeLessThanOrEqual(SHIFT_MAX);
});
