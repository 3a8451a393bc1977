import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf, limit, type Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

test("a visitor's pages have no violation", async ({ openAs, admin }) => {
  const administration = await openAs(admin);
  await administration.goto("/admin/members");
  await administration.getByRole("button", { name: "Invite" }).click();
  await expectAccessible(administration, "the form of an invitation");
  await administration.getByRole("button", { name: "Create link" }).click();
  const link = await administration.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await expectAccessible(administration, "the link of an invitation");
  const page = await openAs(null);
  for (const path of ["/sign-in", link, "/join/none"]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
});

test("a used-up budget, a new thread, one with code and a table, and missing pages have no violation", {
  tag: "@phone",
}, async ({ page, member, db, watch }) => {
  const thread = new ThreadPage(page);
  await limit(db, member, { usd: "0.00001", period: "day" });
  await page.goto("/usage");
  await expectAccessible(page, "usage without a figure");
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Budget used up" })).toBeVisible();
  await expectAccessible(page, "a blocked composer");
  await limit(db, member, { usd: "5", period: "day" });
  await page.reload();
  await expect(thread.message).toBeEnabled();
  await expectAccessible(page, "a new thread");
  const question = unique("Make me a plan");
  await thread.ask(question);
  await expect(page).toHaveTitle(`${titleMadeOf(question)} · Purser`);
  await expect(thread.lastAnswer.locator("code span[style*=color]").first()).toBeVisible();
  await expectAccessible(page, "a thread with code and a table");
  watch.expect(/^404 GET/);
  await page.goto("/threads/none");
  await expectAccessible(page, "a missing thread");
  await page.goto("/nowhere");
  await expectAccessible(page, "a missing page");
});

/** Enough for every chart, table and bar to show something. */
async function spendSome(db: Db, { userId }: Member) {
  await limit(db, { userId }, { usd: "0.01", period: "month" });
  await recordAnswer(db, {
    userId,
    at: new Date(),
    question: "A question",
    answer: "An answer",
    inputTokens: 40_000,
    outputTokens: 5_000,
    ending: "stopped",
    thread: { title: "A thread" },
  });
}

/** Opens a page; nothing of it may lie below its own end, where only the page in its frame scrolls. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const heights = await page.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight]);
  expect(heights[0], path).toBe(heights[1]);
}

test("the member's report and settings have no violation", { tag: "@phone" }, async ({
  page,
  member,
  db,
}) => {
  await spendSome(db, member);
  for (const path of ["/usage", "/usage?as=table", "/usage?view=daily", "/settings"]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
});

test("no page scrolls past its own end, and the reports of admins have no violation", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  test.slow();
  await spendSome(db, admin);
  await spendSome(db, member);
  const page = await openAs(admin);
  const paths = [
    ...["/", "/archived", "/assistants", "/assistants/new", "/deleting", "/deleted", "/usage"],
    ...[
      "/admin/costs",
      "/admin/members",
      "/admin/models",
      "/admin/threads",
      "/admin/assistants",
      "/admin/integrity",
      "/admin/planning",
    ],
    ...["/admin/requests", "/admin/alerts", "/admin/departments", "/admin/reports", "/admin/reconciliation"],
    ...["/admin/alerts/all", "/admin/integrity/estimates", "/admin/providers"],
    ...["/admin/diagnostics", "/admin/audit", `/admin/members/${admin.userId}`],
  ];
  for (const path of paths) await open(page, path);
  for (const path of [
    "/admin/costs?by=member&second=model&compare=1&as=table",
    "/admin/members",
    "/admin/costs",
  ]) {
    // One member of them all: a long list has the same faults as a short one, only more often.
    const address = `${path}${path.includes("?") ? "&" : "?"}q=${member.email}`;
    await open(page, address);
    await expectAccessible(page, address);
  }
  await page.getByRole("button", { name: `Set budget of ${member.name}` }).click();
  await expectAccessible(page, "the form of a budget");
});

test("the pages of budgets and their forms have no violation, scroll past no end, and never sideways on a phone", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  test.slow();
  await spendSome(db, admin);
  const key = { scope: "member", scopeId: member.userId, period: "total", unit: "usd" } as const;
  await setBudget(ctxOf(db, admin), { ...key, onLimit: "block", limit: parseUsd("12345.67") });
  const name = "Member with a name as long as it may be";
  await db.update(users).set({ name }).where(eq(users.id, member.userId));
  const page = await openAs(admin);
  const pages = [
    { path: "/admin/budgets", button: "Add budget" },
    { path: "/admin/budgets?scope=member" },
    { path: "/admin/budgets?scope=assistant" },
    { path: "/admin/budgets/plans", button: "Add plan" },
    { path: "/admin/budgets/departments", button: "Add department" },
    { path: `/admin/budgets/members/${admin.userId}` },
    { path: `/admin/budgets/members/${member.userId}` },
    { path: "/settings" },
  ];
  for (const { path, button } of pages) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, path);
    await expectAccessible(page, path);
    await page.setViewportSize({ width: 390, height: 844 });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0], path).toBeLessThanOrEqual(widths[1] ?? 0);
    if (!button) continue;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: button }).click();
    await expectAccessible(page, `${button}, the dialog`);
  }
});
