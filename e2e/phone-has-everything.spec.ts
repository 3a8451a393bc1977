import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { limit } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

const WIDE = `| ${"a column of some width | ".repeat(9)}\n| ${"--- | ".repeat(9)}\n| ${"1,234,567.89 | ".repeat(9)}\n\n\`\`\`ts\n${"const aVeryLongLine = 'of code that does not end'; ".repeat(6)}\n\`\`\`\n\nhttps://example.org/${"a-long-path/".repeat(20)}`;

async function expectNoSidewaysScroll(page: Page, what: string) {
  const width = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    main: document.querySelector("main")?.scrollWidth ?? 0,
    screen: window.innerWidth,
  }));
  expect(width.page, what).toBeLessThanOrEqual(width.screen);
  expect(width.main, what).toBeLessThanOrEqual(width.screen);
}

test("a phone has the whole conversation, with the threads in a drawer", async ({ page, member, db }) => {
  await limit(db, member, { usd: "1", period: "month" });
  const thread = new ThreadPage(page);
  const question = unique("Show me something wide");
  await upstream.reply(question, WIDE);
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Threads" })).toHaveCount(0);
  await expect(thread.budget).toContainText("of $1.00");
  await thread.ask(question);
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titleMadeOf(question));
  await expectNoSidewaysScroll(page, "a thread with a wide answer");

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await expect(thread.row(titleMadeOf(question))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await drawer.getByRole("button", { name: "New thread" }).click();
  await expect(page).toHaveURL("/");
  await expect(drawer).toHaveCount(0);

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await thread.row(titleMadeOf(question)).getByRole("button", { name: "Thread options" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
});

test("no page scrolls sideways on a phone", async ({ openAs, admin, member, db }) => {
  for (const { userId } of [admin, member]) {
    await limit(db, { userId }, { usd: "12345.67", period: "month" });
    await recordAnswer(db, {
      userId,
      at: new Date(),
      question: "A question",
      answer: "An answer",
      inputTokens: 4_000_000,
      outputTokens: 500_000,
      ending: "stopped",
      thread: { title: "A thread whose title is longer than the screen of any telephone is wide" },
    });
  }
  const visitor = await openAs(null);
  await visitor.goto("/sign-in");
  await expectNoSidewaysScroll(visitor, "/sign-in");
  const page = await openAs(admin);
  for (const path of [
    "/",
    "/usage",
    "/usage?as=table",
    "/settings",
    "/admin/costs",
    "/admin/costs?by=model&as=table",
    "/admin/members",
  ]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page, path);
  }
});
