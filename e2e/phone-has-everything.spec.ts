import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { limit } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { PromptsPage } from "./pages/prompts";
import { SidebarPage } from "./pages/sidebar";
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

async function expectTopOfGreeting(page: Page) {
  const log = page.getByRole("log", { name: "Conversation" });
  const { above, below } = await log.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
    above: scrollTop,
    below: scrollHeight - clientHeight,
  }));
  expect(below, "the greeting is longer than the screen").toBeGreaterThan(0);
  expect(above, "the greeting begins at its top").toBe(0);
}

test("a phone has the whole conversation, with a list of prompts and the threads in a drawer", {
  tag: "@phone",
}, async ({ page, member, db }) => {
  await limit(db, member, { usd: "1", period: "month" });
  const thread = new ThreadPage(page);
  const question = unique("Show me something wide");
  await upstream.reply(question, WIDE);
  const screen = page.viewportSize() ?? { width: 390, height: 844 };
  await page.setViewportSize({ ...screen, height: 520 });
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Threads" })).toHaveCount(0);
  await expect(thread.budget).toContainText("of $1.00");
  const prompts = new PromptsPage(page);
  await thread.message.tap();
  await page.keyboard.type("/");
  await expect(prompts.list).toBeVisible();
  await expectNoSidewaysScroll(page, "the list of prompts");
  await expectAccessible(page, "the list of prompts");
  await expectTopOfGreeting(page);
  await page.setViewportSize(screen);
  await expect(prompts.option("Manage prompts")).toBeInViewport({ ratio: 1 });
  await prompts.option(/^Summarise/).tap();
  await expect(prompts.list).toHaveCount(0);
  await expect(thread.message, "the keyboard stays").toBeFocused();
  await page.keyboard.type("three");
  await expect(thread.message).toHaveValue(/^Summarise the text below in at most three sentences/);

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

test("a phone archives, chooses several threads and merges them in the drawer", { tag: "@phone" }, async ({
  page,
  member,
  db,
}) => {
  for (const title of ["Offsite plan", "Invoice regex", "Vendor contract"]) {
    await recordAnswer(db, {
      ...{ userId: member.userId, at: new Date(), thread: { title } },
      ...{ question: `Question about ${title}`, answer: `Answer about ${title}` },
      ...{ inputTokens: 1_000, outputTokens: 100 },
    });
  }
  const sidebar = new SidebarPage(page);
  await page.goto("/");
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await sidebar.choose("Vendor contract", "Archive");
  await expect(sidebar.row("Vendor contract")).toHaveCount(0);
  await sidebar.openCategories("Offsite plan");
  const categories = page.getByRole("menu").filter({ hasText: "New category…" });
  await expect(categories, "all of the categories").toBeInViewport({ ratio: 1 });
  await page.getByRole("menuitemradio", { name: "Personal" }).tap();
  await sidebar.choose("Offsite plan", "Select");
  await sidebar.link("Invoice regex").tap();
  await expect(sidebar.selection, "a tap chooses and does not leave").toContainText("2 selected");
  await expectAccessible(page, "a selection in the drawer");
  await expectNoSidewaysScroll(page, "a selection in the drawer");
  await sidebar.selection.getByRole("button", { name: "Merge" }).tap();
  await expect(page.getByRole("dialog"), "the drawer makes way").toHaveCount(0);
  await expect(new ThreadPage(page).questions).toHaveCount(2);

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await sidebar.nav.getByRole("link", { name: "Archived" }).tap();
  await page.getByRole("main").getByRole("button", { name: "Unarchive" }).tap();
  await expect(page.getByText("Nothing is archived")).toBeVisible();
});

test("no page scrolls sideways on a phone", { tag: "@phone" }, async ({ openAs, admin, member, db }) => {
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
    "/archived",
    "/assistants",
    "/assistants/new",
    "/deleting",
    "/deleted",
    "/usage",
    "/usage?as=table",
    "/settings",
    "/admin/costs",
    "/admin/costs?by=member&second=model&compare=1&as=table",
    "/admin/members",
    "/admin/assistants",
    "/admin/threads",
  ]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page, path);
  }
});
