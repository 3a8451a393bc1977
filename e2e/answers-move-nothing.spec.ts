import { expect, test } from "./fixtures";
import { longAnswer, WHOLE } from "./fixtures/long-answer";
import { shiftsOf } from "./fixtures/shifts";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const CHARACTERS = 20_000;
const SHIFT_MAX = 0.02;

test("nothing moves while an answer of 20,000 characters is written and when it is finished", {
  tag: "@phone",
}, async ({ page }) => {
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
