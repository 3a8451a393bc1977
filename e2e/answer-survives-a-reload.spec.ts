import { expect, test } from "./fixtures";
import { entriesOf } from "./fixtures/ledger";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const REPLY = Array.from({ length: 220 }, (_, index) => `word${index + 1}`).join(" ");

test("a reload in mid-answer goes on without a gap or a repeat, a second tab shows the same, and stops the next", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  const question = unique("Count slowly");
  await upstream.reply(question, REPLY);
  await upstream.behave(question, "slow:14");
  await page.goto("/");
  await thread.begin(question);
  await expect(thread.words(thread.lastAnswer)).toContainText("word20 ");
  await page.reload();
  await expect(thread.words(thread.lastAnswer)).toContainText("word40 ");
  await expect(thread.lastAnswer).toHaveAttribute("aria-busy", "true");

  const second = new ThreadPage(await page.context().newPage());
  await second.page.goto(page.url());
  await expect(second.words(second.lastAnswer)).toContainText("word100 ");
  await expect(second.lastAnswer).toHaveAttribute("aria-busy", "true");
  await expect(second.stop).toBeVisible();

  for (const tab of [thread, second]) {
    await tab.settled();
    await expect(tab.words(tab.lastAnswer)).toHaveText(REPLY);
    await expect(tab.questions).toHaveText([question]);
    await expect(tab.answers).toHaveCount(1);
  }
  expect(await thread.costOf(thread.lastAnswer)).toEqual(await second.costOf(second.lastAnswer));
  const answers = (await entriesOf(db, member)).filter(({ purpose }) => purpose === "answer");
  expect(answers, "one call, paid for once").toHaveLength(1);

  const long = unique("Go on for long");
  await upstream.behave(long, "tokens:2000+slow:20");
  await thread.begin(long);
  await expect(thread.words(thread.lastAnswer), "it is under way").toContainText("short plan");
  await second.page.reload();
  await expect(second.words(second.lastAnswer)).toContainText("short plan");
  await second.stop.click();
  for (const tab of [thread, second]) {
    await tab.settled();
    await expect(tab.lastAnswer).toContainText("Stopped");
  }
});

test("another thread can be read while an answer is written, and a lost connection leaves the page as it is and goes on by itself", async ({
  page,
  db,
  member,
  watch,
}) => {
  watch.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const thread = new ThreadPage(page);
  await recordAnswer(db, {
    ...{ userId: member.userId, at: new Date(), thread: { title: "The other thread" } },
    ...{ question: "Where to?", answer: "By the sea.", inputTokens: 100, outputTokens: 20 },
  });
  await page.goto("/");
  await test.step("another thread in the meantime", async () => {
    const question = unique("Take your time");
    await upstream.reply(question, REPLY);
    await upstream.behave(question, "slow:6");
    await thread.begin(question);
    await expect(thread.words(thread.lastAnswer)).toContainText("word10 ");
    await thread.row("The other thread").getByRole("link").click();
    await expect(thread.answers).toHaveText(/By the sea\./);
    await thread
      .row(new RegExp(question.slice(0, 14)))
      .getByRole("link")
      .click();
    await expect(thread.questions).toHaveText([question]);
    await thread.settled();
    await expect(thread.words(thread.lastAnswer)).toHaveText(REPLY);
  });
  await test.step("a lost connection", async () => {
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    // What a return to the tab does: the sidebar is read anew.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const notice = page.getByText("Purser cannot be reached.");
    await expect(notice).toBeVisible();
    const message = unique("In the tunnel");
    await thread.message.fill(message);
    await thread.message.press("Enter");
    await expect(thread.send).toBeDisabled();
    await expect(thread.message).toHaveValue(message);
    await expect(thread.questions).toHaveCount(1);

    await page.context().setOffline(false);
    await expect(notice).toHaveCount(0);
    await thread.message.press("Enter");
    await expect(thread.questions).toHaveCount(2);
    await thread.settled();
  });
});
