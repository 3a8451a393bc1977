import type { Page } from "@playwright/test";
import { count, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages, threads } from "@/db/schema";
import { eraseTemporaryThreads } from "@/lib/assistants";
import { toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf, openWorkOf, spentBy } from "./fixtures/ledger";
import { upstream } from "./fixtures/upstream";
import { expectAmount } from "./pages/report";
import { openThreads } from "./pages/search";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, unique } from "./pages/thread";

const MEANING = "Temporary: not listed, its text is erased 24 hours after the last message. Its cost stays.";

const toggle = (page: Page) => page.getByRole("button", { name: "New temporary thread" });

async function textsOf(db: Db, threadId: string): Promise<number | undefined> {
  const [row] = await db.select({ count: count() }).from(messages).where(eq(messages.threadId, threadId));
  return row?.count;
}

test("a temporary thread says what it means, is in no list, and loses its text but not its cost", {
  tag: "@phone",
}, async ({ page, db, member, watch }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await toggle(page).focus();
  await page.keyboard.press("Enter");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New temporary thread");
  await expect(page.getByRole("note")).toContainText(MEANING);
  await expectAccessible(page, "a new temporary thread");
  await page.reload();
  await expect(toggle(page), "the address keeps it").toHaveAttribute("aria-pressed", "true");

  const question = unique("Between us");
  await thread.ask(question);
  const threadId = thread.id();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Temporary thread");
  await expect(page.getByRole("note")).toContainText(MEANING);
  await expect(page.getByRole("button", { name: "Thread menu" })).toHaveCount(0);
  await expect(page, "the thread's own page is there").toHaveTitle(/^Temporary thread/);
  await expectAccessible(page, "a temporary thread");
  const second = unique("And one more");
  await thread.ask(second);
  await page.reload();
  await expect(thread.questions, "its owner can open it").toHaveText([question, second]);
  await openThreads(page);
  await expect(new SidebarPage(page).nav.getByText("No threads yet")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search threads" }).fill("Between us");
  await expect(page.getByText(/^Nothing found/)).toBeVisible();
  expect((await entriesOf(db, member)).map(({ purpose }) => purpose)).toEqual(["answer", "answer"]);
  const usd = toDecimalUsd(await spentBy(db, member));

  await page.goto("/usage");
  const row = page.getByRole("row", { name: "Temporary thread" });
  await expectAmount(row, usd);
  await expect(row.getByRole("link")).toHaveAttribute("href", `/threads/${threadId}`);
  await db
    .update(threads)
    .set({ lastActivityAt: sql`now() - interval '25 hours'` })
    .where(eq(threads.id, threadId));
  await eraseTemporaryThreads(db);
  expect(await textsOf(db, threadId)).toBe(0);
  await page.reload();
  await expectAmount(row, usd);
  await expect(row.getByRole("link")).toHaveCount(0);
  watch.expect(/^404 GET .*\/threads\//);
  await page.goto(`/threads/${threadId}`);
  await expect(page.getByRole("heading", { name: "Thread not found" })).toBeVisible();
});

test("the toggle lets go again for an ordinary thread, and a temporary one is erased at once, with the answer that is being written", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  await test.step("let go again", async () => {
    await page.goto("/");
    await toggle(page).click();
    await expect(page.getByRole("note")).toBeVisible();
    await toggle(page).click();
    await expect(page.getByRole("note")).toHaveCount(0);
    await thread.ask(unique("In the open"));
    await expect(page.getByRole("note")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Thread menu" })).toBeVisible();
  });
  await test.step("erased at once", async () => {
    const question = unique("Take your time");
    await upstream.behave(question, "tokens:400+slow:20");
    await page.goto("/?temporary");
    await thread.begin(question);
    const threadId = thread.id();
    await expect(page, "the thread's own page").toHaveTitle("Temporary thread · Purser");
    await expect(thread.words(thread.lastAnswer)).not.toBeEmpty();
    await page.getByRole("button", { name: "Erase now" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await textsOf(db, threadId)).toBe(2);
    await page.getByRole("button", { name: "Erase now" }).click();
    await expect(page.getByRole("button", { name: "Erase for good" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/");
    await expect(page.getByText("The thread is erased. What it cost stays in the totals.")).toBeVisible();
    await expect(thread.questions).toHaveCount(0);
    expect(await textsOf(db, threadId)).toBe(0);
    await expect.poll(() => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
    expect(await spentBy(db, member)).toBeGreaterThan(0n);
    await expect(toggle(page), "the next one is an ordinary one").toHaveAttribute("aria-pressed", "false");
  });
});
