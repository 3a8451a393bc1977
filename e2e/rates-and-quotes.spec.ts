import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import type { Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { DetailsPage } from "./pages/details";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage } from "./pages/thread";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

/** A thread with one answer; answers its id. */
async function record(db: Db, { userId }: Member, title: string): Promise<string> {
  const answer = "Tides follow the moon.\n\nThey also follow the sun.";
  const { id } = await recordAnswer(db, {
    ...{ userId, at: new Date(), thread: { title } },
    ...{ question: "Two sentences please", answer, inputTokens: 100, outputTokens: 20 },
  });
  return id;
}

test("an answer is rated, with a note where it is bad, and the rating is taken back", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  await page.goto(`/threads/${await record(db, member, "Rate this")}`);
  const answer = thread.lastAnswer;
  const [good, bad] = ["Good answer", "Bad answer"].map((name) => answer.getByRole("button", { name }));
  const stored = async () => {
    const rows = await db.select().from(messages).where(eq(messages.threadId, thread.id()));
    const said = rows.find(({ role }) => role === "assistant");
    return { rating: said?.rating, note: said?.ratingNote };
  };
  await good?.click();
  await expect(good ?? answer).toHaveAttribute("aria-pressed", "true");
  await expect.poll(stored).toEqual({ rating: "good", note: null });
  await bad?.click();
  await expect(good ?? answer).toHaveAttribute("aria-pressed", "false");
  await answer.getByRole("button", { name: "Say why" }).click();
  const note = page.getByRole("textbox", { name: "Note" });
  await note.fill("The year is wrong.");
  await expectAccessible(page, "a note about an answer");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect.poll(stored).toEqual({ rating: "bad", note: "The year is wrong." });
  await page.reload();
  await expect(bad ?? answer).toHaveAttribute("aria-pressed", "true");
  await answer.getByRole("button", { name: "Your note" }).click();
  await expect(note).toHaveValue("The year is wrong.");
  await page.keyboard.press("Escape");
  await bad?.press("Space");
  await expect.poll(stored).toEqual({ rating: null, note: null });
  await expectAccessible(page, "an answer with its actions");
});

test("what is selected, on a phone too, a whole answer and a question are quoted into the draft", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  const quote = page.getByRole("button", { name: "Quote", exact: true }).last();
  await page.goto(`/threads/${await record(db, member, "Two sentences")}`);
  const answer = thread.lastAnswer;
  await new DetailsPage(page).stored(answer);
  await expect(thread.message, "the page listens").toBeFocused();
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    await thread.message.fill("Is this right?");
    // What is marked before the page listens is not offered.
    await expect(async () => {
      await thread.words(answer).getByText("Tides follow the moon.").selectText();
      await expect(quote).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await quote.click();
    await expect(thread.message).toHaveValue("Is this right?\n\n> Tides follow the moon.\n\n");
    await expect(thread.message).toBeFocused();
    await page.reload();
    await expect(thread.message).toHaveValue("Is this right?\n\n> Tides follow the moon.\n\n");
  }

  await thread.message.fill("");
  const item = page.getByRole("menuitem", { name: "Quote" });
  await answer.getByRole("button", { name: "Answer options" }).press("Enter");
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(thread.message).toBeFocused();
  await expect(thread.message).toHaveValue("> Tides follow the moon.\n>\n> They also follow the sun.\n\n");
  await thread.message.fill("");
  await thread.questions.getByRole("button", { name: "Quote this message" }).press("Enter");
  await expect(thread.message).toHaveValue("> Two sentences please\n\n");
  await expect(thread.message).toBeFocused();
});

test("categories are renamed, recoloured and deleted, and the archive is counted", async ({
  page,
  db,
  member,
}) => {
  const details = new DetailsPage(page);
  const sidebar = new SidebarPage(page);
  const title = "Sort me";
  await record(db, member, title);
  await page.goto("/usage");
  await sidebar.openCategories(title);
  await page.getByRole("menuitem", { name: "New category…" }).click();
  const naming = page.getByRole("dialog", { name: "New category" });
  await naming.getByRole("textbox", { name: "Name" }).fill("Errands");
  await naming.getByRole("button", { name: "Save" }).click();
  await expect(naming).toHaveCount(0);
  await expect(sidebar.link("Errands, ")).toBeVisible();
  await sidebar.nav.getByRole("button", { name: "Manage categories" }).click();
  const row = details.dialog.getByRole("listitem").filter({ hasText: "Errands" });
  await expect(row).toContainText("1 thread");
  await expectAccessible(page, "categories");
  await row.getByRole("button", { name: "Change Errands" }).click();
  await details.dialog.getByRole("textbox", { name: "Name" }).fill("Chores");
  await details.dialog.getByRole("radio", { name: "Rose" }).check();
  await details.dialog.getByRole("button", { name: "Save" }).click();
  await details.dialog.getByRole("button", { name: "Delete Chores" }).click();
  await expect(details.dialog).toContainText("Its thread stays, in no category.");
  await details.dialog.getByRole("button", { name: "Delete category" }).click();
  await expect(details.dialog.getByText("Chores")).toHaveCount(0);
  await details.close();
  await expect(sidebar.link(title)).toBeVisible();

  const archived = sidebar.nav.getByRole("link", { name: /^Archived/ });
  await expect(archived).toHaveText("Archived");
  await sidebar.choose(title, "Archive");
  await expect(archived).toHaveText("Archived1");
});
