import type { Page } from "@playwright/test";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { threads } from "@/db/schema";
import { deleteOldThreads } from "@/lib/assistants";
import { verifyLedger } from "@/lib/ledger";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { spentBy } from "./fixtures/ledger";
import type { Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { openThreads } from "./pages/search";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage } from "./pages/thread";

const TITLES = ["Offsite plan", "Invoice regex", "Vendor contract", "Travel rules"];

/** Threads that nobody has used for more than a year. */
async function fill(db: Db, { userId }: Member): Promise<void> {
  for (const [n, title] of TITLES.entries()) {
    await recordAnswer(db, {
      ...{ userId, at: new Date(Date.now() - (400 + n) * 86_400_000), thread: { title } },
      ...{ question: `Question about ${title}`, answer: `Answer about ${title}` },
      ...{ inputTokens: 400_000, outputTokens: 50_000 },
    });
  }
}

/** As if the announced day had come, for this member. */
async function letTheDayCome(db: Db, { userId }: Member): Promise<void> {
  await db
    .update(threads)
    .set({ deletesAt: sql`now() - interval '1 minute'` })
    .where(and(eq(threads.userId, userId), isNotNull(threads.deletesAt), isNull(threads.deletedAt)));
  await deleteOldThreads(db);
}

const rows = (page: Page) => page.getByRole("main").getByRole("listitem");
const DAY = String.raw`\d{1,2} (November|December|January|[A-Z][a-z]+)`;

test("old threads are deleted only where their owner agreed, after it was announced, and can be restored", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  await fill(db, member);
  const spent = await spentBy(db, member);
  await deleteOldThreads(db);
  await page.goto("/settings");
  const consent = page.getByRole("switch", { name: "Delete my threads after 365 days without a message" });
  await expect(consent).not.toBeChecked();
  await expect(page.getByText(new RegExp(`^4 threads would be deleted on ${DAY}\\.$`))).toBeVisible();
  await consent.focus();
  await page.keyboard.press("Space");
  await expect(consent).toBeChecked();
  await expect(page.getByText(new RegExp(`4 threads will be deleted on ${DAY}\\.`)).last()).toBeVisible();
  await expectAccessible(page, "the settings with the consent");

  await openThreads(page);
  const notice = page.getByRole("link", { name: new RegExp(`^4 threads will be deleted on ${DAY}\\.`) });
  await expect(notice).toBeVisible();
  await expectAccessible(page, "the sidebar with the announcement");
  await notice.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Threads to be deleted");
  await expect(rows(page)).toHaveCount(4);
  await expectAccessible(page, "what will be deleted");
  const exported = page.getByRole("link", { name: "Export Travel rules" });
  await expect(exported).toHaveAttribute("href", /^\/api\/threads\/export\?format=json&id=[0-9a-f-]{36}$/);

  await page.getByRole("button", { name: "Keep Offsite plan" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Offsite plan” is kept.")).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Pin Invoice regex" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByText(new RegExp(`^2 threads will be deleted on ${DAY}\\.$`))).toBeVisible();
  await rows(page).getByRole("link", { name: "Vendor contract", exact: true }).click();
  await expect(new ThreadPage(page).lastAnswer).toContainText("Answer about Vendor contract");

  await letTheDayCome(db, member);
  await page.goto("/deleting");
  await expect(page.getByText("Nothing will be deleted")).toBeVisible();
  await page.goto("/deleted");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("for its age");
  await expect(rows(page).first()).toContainText("erased in 30 days");
  await expectAccessible(page, "what was deleted");
  await page.getByRole("checkbox", { name: "Choose Vendor contract" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Restore chosen" }).click();
  await expect(page.getByText("“Vendor contract” is restored.")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await openThreads(page);
  const sidebar = new SidebarPage(page);
  await expect(sidebar.link("Vendor contract")).toBeVisible();
  await expect(sidebar.link("Travel rules")).toHaveCount(0);

  expect(await spentBy(db, member)).toBe(spent);
  expect((await verifyLedger(db, "UTC")).driftPicoUsd).toBe(0n);
});

test("all are kept at once, and nothing is announced any more without consent", async ({
  page,
  db,
  member,
}) => {
  await fill(db, member);
  await page.goto("/settings");
  const consent = page.getByRole("switch", { name: /^Delete my threads/ });
  await consent.click();
  await expect(page.getByText(/4 threads will be deleted/).last()).toBeVisible();
  await consent.click();
  await expect(page.getByText("Your threads stay, whatever their age.")).toBeVisible();
  await expect(page.getByText(/^4 threads would be deleted/)).toBeVisible();
  await expect(page.getByText(/4 threads will be deleted/)).toHaveCount(0);
  await consent.click();
  await expect(page.getByRole("main").getByRole("link", { name: "Look at them" })).toBeVisible();
  await page.goto("/deleting");
  await page.getByRole("button", { name: "Keep all 4" }).click();
  await expect(page.getByText("Nothing will be deleted")).toBeVisible();
  await expect(page.getByText("4 threads are kept.")).toBeVisible();
  await expectAccessible(page, "nothing to be deleted");
  await page.goto("/deleted");
  await expect(page.getByText("Nothing was deleted lately")).toBeVisible();
  await expectAccessible(page, "nothing deleted");
});

test("an admin reads what the rules mean and is told what is wrong with a value", async ({
  openAs,
  admin,
}) => {
  const page = await openAs(admin);
  await page.goto("/admin/threads");
  const field = (name: string) => page.getByRole("textbox", { name });
  const rules = page.locator("form").filter({ has: field("Archive after, in days") });
  await expect(field("Archive after, in days")).toHaveValue("30");
  await expect(field("Delete after, in days")).toHaveValue("365");
  await expect(field("Erase temporary threads after, in hours")).toHaveValue("24");
  await expect(field("Most active threads of each member")).toHaveValue("");
  await expectAccessible(page, "the rules about threads");
  await field("Delete after, in days").fill("20");
  await rules.getByRole("button", { name: "Save" }).click();
  const sentence =
    "Enter the days until threads are deleted, or nothing for never, as a whole number from 30 to 3,650.";
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(field("Delete after, in days")).toBeFocused();
  await field("Delete after, in days").fill("365");
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The rules are saved and hold from now on.")).toBeVisible();
  await page.reload();
  await expect(field("Delete after, in days")).toHaveValue("365");
});
