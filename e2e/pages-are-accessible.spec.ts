import type { Db } from "@/db/client";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { limit, type Member } from "./fixtures/people";
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

test("threads have no violation", { tag: "@phone" }, async ({ page, watch }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
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

test("a used-up budget has no violation", { tag: "@phone" }, async ({ page, member, db }) => {
  await limit(db, member, { usd: "0.00001", period: "day" });
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Budget used up" })).toBeVisible();
  await expectAccessible(page, "a blocked composer");
  await page.goto("/usage");
  await expectAccessible(page, "usage without a figure");
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

test("no page scrolls past its own end", async ({ openAs, admin, db }) => {
  await spendSome(db, admin);
  const page = await openAs(admin);
  const paths = [
    ...["/", "/archived", "/assistants", "/assistants/new", "/deleting", "/deleted", "/usage", "/settings"],
    ...[
      "/admin/costs",
      "/admin/members",
      "/admin/models",
      "/admin/threads",
      "/admin/assistants",
      "/admin/integrity",
      "/admin/planning",
    ],
    ...["/admin/budgets", "/admin/budgets/plans", "/admin/budgets/departments"],
    `/admin/budgets/members/${admin.userId}`,
    ...["/admin/requests", `/admin/members/${admin.userId}`],
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const heights = await page.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight]);
    expect(heights[0], path).toBe(heights[1]);
  }
});

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

test("the pages of admins have no violation", async ({ openAs, admin, member, db }) => {
  await spendSome(db, member);
  const page = await openAs(admin);
  for (const path of [
    "/admin/costs?by=member&second=model&compare=1&as=table",
    "/admin/members",
    "/admin/costs",
  ]) {
    // One member of them all: a long list has the same faults as a short one, only more often.
    const address = `${path}${path.includes("?") ? "&" : "?"}q=${member.email}`;
    await page.goto(address);
    await expectAccessible(page, address);
  }
  await page.getByRole("button", { name: `Set budget of ${member.name}` }).click();
  await expectAccessible(page, "the form of a budget");
});
