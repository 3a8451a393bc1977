import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const ANSWERS = 90;

type Db = Parameters<typeof recordAnswer>[0];

async function makeLongThread(db: Db, userId: string): Promise<string> {
  let thread: Parameters<typeof recordAnswer>[1]["thread"] = { title: "A long thread" };
  for (let n = 1; n <= ANSWERS; n++) {
    const answer = `Answer number ${n}.\n\n${"Some words that fill a line or two of it. ".repeat(n % 7)}\n\nneedle-${n}`;
    const tokens = { inputTokens: 10, outputTokens: 10 };
    thread = await recordAnswer(db, {
      ...{ userId, at: new Date(), question: `Question ${n}?`, answer, thread },
      ...tokens,
    });
  }
  return "id" in thread ? thread.id : "";
}

const topOf = (page: Page) =>
  page.getByRole("log").evaluate((log) => {
    const top = log.getBoundingClientRect().top;
    const shown = [...log.querySelectorAll("article")].find(
      (message) => message.getBoundingClientRect().bottom > top + 1,
    );
    return shown?.textContent?.slice(0, 60);
  });

test("a long thread is found where it was left, leaves who scrolls before it listens, lays out what is in view, and is searched by the browser", async ({
  page,
  db,
  member,
}) => {
  const id = await makeLongThread(db, member.userId);
  const thread = new ThreadPage(page);
  await test.step("found where it was left", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "A long thread" }).click();
    await expect(thread.lastAnswer).toBeInViewport();
    const middle = page.getByText("Answer number 40.", { exact: true });
    await middle.evaluate((words) => words.scrollIntoView({ block: "start" }));
    await expect(middle).toBeInViewport();
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
    const before = await topOf(page);
    await page.getByRole("button", { name: "New thread" }).click();
    await expect(page).toHaveURL("/");
    await page.goBack();
    await expect(page).toHaveURL(`/threads/${id}`);
    await expect(middle).toBeInViewport();
    expect(await topOf(page)).toBe(before);
    await page.getByRole("button", { name: "Jump to latest" }).click();
    await expect(thread.lastAnswer).toBeInViewport();
    await expect(page.getByRole("button", { name: "Jump to latest" })).toHaveCount(0);
    await page.getByRole("button", { name: "New thread" }).click();
    await expect(page).toHaveURL("/");
    await page.goBack();
    await expect(thread.lastAnswer).toBeInViewport();
  });
  await test.step("before the page listens", async () => {
    const gate = new EventEmitter();
    const opened = once(gate, "open");
    await page.route("**/_next/static/chunks/*.js*", async (route) => {
      await opened;
      await route.continue();
    });
    await page.goto(`/threads/${id}`, { waitUntil: "commit" });
    await expect(page.getByText(`Answer number ${ANSWERS}.`, { exact: true })).toBeInViewport();
    const needle = page.getByText("needle-40", { exact: true });
    await needle.evaluate((words) => {
      words.scrollIntoView({ block: "center" });
      getSelection()?.selectAllChildren(words);
    });
    await expect(needle).toBeInViewport();
    gate.emit("open");
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
    await expect(needle).toBeInViewport();
    expect(await page.evaluate("String(getSelection())"), "what was marked").toBe("needle-40");
  });
  await test.step("what is not in view is not laid out", async () => {
    await page.goto(`/threads/${id}`);
    await expect(thread.answers).toHaveCount(ANSWERS);
    await expect(thread.lastAnswer).toBeInViewport();
    const skipped = await thread.log.evaluate(
      (log) =>
        [...log.querySelectorAll("article .markdown > p")].filter(
          (words) => !words.checkVisibility({ contentVisibilityAuto: true }),
        ).length,
    );
    expect(skipped, "paragraphs that are not laid out").toBeGreaterThan(ANSWERS / 2);
    // The browser's own search, on from where the focus is and round again, finds words that are not laid out; it then
    // brings them into view, which a script that searches must do itself, and nothing may take them away again.
    expect(await page.evaluate(`find("needle-7", false, false, true)`)).toBe(true);
    expect(await page.evaluate("String(getSelection())")).toBe("needle-7");
    await page.evaluate("getSelection().anchorNode.parentElement.scrollIntoView({ block: 'center' })");
    const needle = page.getByText("needle-7", { exact: true });
    await expect(needle).toBeInViewport();
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
    await expect(needle).toBeInViewport();
  });
});

test("who has gone on by keyboard before the page listens keeps the focus", async ({ page }) => {
  const gate = new EventEmitter();
  const opened = once(gate, "open");
  await page.route("**/_next/static/chunks/*.js*", async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.getByRole("button", { name: "Hide sidebar" }).focus();
  gate.emit("open");
  // The key does something as soon as the page listens, unless the message has taken the focus by then.
  await expect(async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Show sidebar" })).toBeFocused({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
});

test("who scrolls up while an answer is written stays there, and jumps to the latest when they like", async ({
  page,
}) => {
  const thread = new ThreadPage(page);
  const question = unique("Write a long answer");
  await upstream.behave(question, "tokens:1500+slow:4");
  await page.goto("/");
  await thread.begin(question);
  const follows = () =>
    thread.log.evaluate((log) => log.scrollHeight > log.clientHeight + 300 && log.scrollTop > 200);
  await expect.poll(follows, "it follows the words").toBe(true);
  await thread.log.hover();
  await page.mouse.wheel(0, -150);
  const jump = page.getByRole("button", { name: "Jump to latest" });
  await expect(jump).toBeVisible();
  const place = await thread.log.evaluate((log) => [log.scrollTop, log.scrollHeight]);
  await expect.poll(() => thread.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(place[1] ?? 0);
  expect(await thread.log.evaluate((log) => log.scrollTop)).toBe(place[0]);
  await jump.click();
  await expect(jump).toHaveCount(0);
  await thread.settled();
  await expect(jump).toHaveCount(0);
});
