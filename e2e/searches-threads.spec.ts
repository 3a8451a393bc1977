import type { Db } from "@/db/client";
import { archiveThreads } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf, type Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { fill, HOSTILE, index, openSearch, result, results } from "./pages/search";
import { ThreadPage } from "./pages/thread";

/** A thread longer than a screen, with the needle near its beginning. */
async function recordLong(db: Db, member: Member): Promise<void> {
  const { userId } = member;
  const long = "A sentence that fills the screen and is said again. ".repeat(30);
  const base = { userId, at: new Date(), inputTokens: 10, outputTokens: 10 };
  const first = { question: "Which is the needle?", answer: `The needle is here. ${long}` };
  let thread: Parameters<typeof recordAnswer>[1]["thread"] = { title: "A long thread" };
  thread = await recordAnswer(db, { ...base, question: "How do you do?", answer: long, thread });
  thread = await recordAnswer(db, { ...base, ...first, thread });
  for (let n = 0; n < 12; n++) {
    thread = await recordAnswer(db, { ...base, question: `Question ${n}`, answer: long, thread });
  }
  await index(db, member);
}

test.beforeEach(async ({ page }) => {
  await page.goto("/usage");
});

test("a thread is found by a mistyped title, by a message and by the beginning of a word, and a hit in a long one is shown where it is", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  const ids = await fill(db, member);
  await recordLong(db, member);
  const box = await openSearch(page);
  await box.fill("quartely reprt");
  await expect(results(page).getByRole("link")).toHaveCount(1);
  await expect(result(page, "Quarterly report")).toBeVisible();
  await box.fill("platf");
  await expect(result(page, "Trip to Oslo")).toContainText("Today");
  await expect(results(page).getByRole("link")).toHaveCount(1);
  await expect(results(page).locator("mark")).toHaveText("platform");
  await box.fill("łódź office");
  await expect(results(page).locator("mark")).toHaveText(["Łódź", "office"]);
  await result(page, "Quarterly report").click();
  await expect(page).toHaveURL(new RegExp(`/threads/${ids["Quarterly report"]}#[0-9a-f-]{36}$`));
  await expect(new ThreadPage(page).lastAnswer).toContainText("twelve per cent");

  await (await openSearch(page)).fill("needle here");
  await result(page, "A long thread").click();
  const hit = page.getByRole("article").filter({ hasText: "The needle is here." });
  await expect(hit).toBeInViewport();
  await page.reload();
  await expect(hit, "after a reload").toBeInViewport();
});

test("filters narrow a search to the archive, markup is text, nothing of another member is found, and a failure is tried again", async ({
  page,
  db,
  member,
  admin,
  watch,
}) => {
  const ids = await fill(db, member);
  await archiveThreads(ctxOf(db, member), { threadIds: [ids["Trip to Oslo"]] });
  await recordAnswer(db, {
    ...{ userId: admin.userId, at: new Date(), question: "Is it private?", answer: "As any zeppelin is." },
    ...{ inputTokens: 10, outputTokens: 10, thread: { title: "Of somebody else" } },
  });
  await index(db, admin);
  const box = await openSearch(page);
  await test.step("another member's", async () => {
    await box.fill("zeppelin");
    await expect(
      page.getByText("Nothing found: try fewer words, or only the beginning of one."),
    ).toBeVisible();
    await expect(results(page)).toHaveCount(0);
  });
  await test.step("no violation", async () => {
    await box.fill("t");
    await expect(result(page, "Trip to Oslo")).toBeVisible();
    await expectAccessible(page, "results of a search");
    await box.fill("nothingofthiskind");
    await expect(page.getByText(/^Nothing found/)).toBeVisible();
    await expectAccessible(page, "a search without results");
  });
  await test.step("filters", async () => {
    await box.fill("t");
    await expect(result(page, "Quarterly report")).toBeVisible();
    await expect(result(page, "Trip to Oslo")).toContainText("Archived");
    const filters = page.getByRole("group", { name: "Filters" });
    await filters.getByRole("button", { name: "Archived" }).click();
    await expect(results(page).getByRole("link")).toHaveCount(1);
    await expect(result(page, "Trip to Oslo")).toBeVisible();
    await filters.getByRole("combobox", { name: "Date" }).selectOption("Last 7 days");
    await expect(result(page, "Trip to Oslo")).toBeVisible();
    await box.fill("quarterly");
    await expect(page.getByText(/^Nothing found: try other words/)).toBeVisible();
    await filters.getByRole("button", { name: "Everything" }).click();
    await expect(result(page, "Quarterly report")).toBeVisible();
  });
  await test.step("markup", async () => {
    await box.fill("mischief");
    await expect(result(page, "A picture")).toContainText(HOSTILE);
    await box.fill(HOSTILE);
    await expect(result(page, "A picture")).toContainText(HOSTILE);
    await expect(results(page).locator("img")).toHaveCount(0);
  });
  await test.step("a failure", async () => {
    watch.expect(/^500 POST/);
    await box.focus();
    await page.waitForLoadState("networkidle");
    await page.route("**/*", (route) =>
      route.request().method() === "POST" ? route.fulfill({ status: 500 }) : route.continue(),
    );
    await box.fill("platform");
    const failure = page.getByRole("alert").filter({ hasText: "Purser could not be reached" });
    await expect(failure).toBeVisible();
    await page.unroute("**/*");
    await failure.getByRole("button", { name: "Retry" }).click();
    await expect(result(page, "Trip to Oslo")).toBeVisible();
  });
});
