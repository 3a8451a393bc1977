import { eq } from "drizzle-orm";
import { messages } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { upstream } from "./fixtures/upstream";
import { DetailsPage } from "./pages/details";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

const PHONE = { width: 390, height: 844 };

test("an answer is rated, with a note where it is bad, and the rating is taken back", {
  tag: "@phone",
}, async ({ page, db }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  const answer = await thread.ask(unique("Rate this"));
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

for (const size of [null, PHONE]) {
  test(`what is selected is quoted into the draft${size ? " on a phone" : ""}`, async ({ page }) => {
    if (size) await page.setViewportSize(size);
    const thread = new ThreadPage(page);
    const question = unique("Two sentences please");
    await upstream.reply(question, "Tides follow the moon.\n\nThey also follow the sun.");
    await page.goto("/");
    const answer = await thread.ask(question);
    await new DetailsPage(page).stored(answer);
    await thread.message.fill("Is this right?");
    await thread.words(answer).getByText("Tides follow the moon.").selectText();
    await page.getByRole("button", { name: "Quote", exact: true }).last().click();
    await expect(thread.message).toHaveValue("Is this right?\n\n> Tides follow the moon.\n\n");
    await expect(thread.message).toBeFocused();
    await page.reload();
    await expect(thread.message).toHaveValue("Is this right?\n\n> Tides follow the moon.\n\n");
  });
}

test("a whole answer and a question are quoted by keyboard", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Say two lines");
  await upstream.reply(question, "One.\n\nTwo.");
  await page.goto("/");
  const answer = await thread.ask(question);
  await answer.getByRole("button", { name: "Answer options" }).press("Enter");
  const quote = page.getByRole("menuitem", { name: "Quote" });
  await expect(quote).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(thread.message).toBeFocused();
  await expect(thread.message).toHaveValue("> One.\n>\n> Two.\n\n");
  await thread.message.fill("");
  await thread.questions.getByRole("button", { name: "Quote this message" }).press("Enter");
  await expect(thread.message).toHaveValue(`> ${question}\n\n`);
  await expect(thread.message).toBeFocused();
});

test("categories are renamed, recoloured and deleted, and the archive is counted", async ({ page }) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  const sidebar = new SidebarPage(page);
  const question = unique("Sort me");
  await page.goto("/");
  await thread.ask(question);
  const title = titleMadeOf(question);
  await expect(sidebar.link(title)).toBeVisible();
  await page.reload();
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
