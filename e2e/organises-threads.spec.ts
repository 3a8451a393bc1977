import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import type { Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

const TITLES = ["Offsite plan", "Invoice regex", "Vendor contract"];

/** Threads of the past, the first of the titles the latest active. */
async function fill(db: Db, { userId }: Member, titles = TITLES): Promise<void> {
  const now = Date.now();
  for (const [n, title] of titles.entries()) {
    await recordAnswer(db, {
      ...{ userId, at: new Date(now - (n + 1) * 1000), thread: { title } },
      ...{ question: `Question about ${title}`, answer: `Answer about ${title}` },
      ...{ inputTokens: 400_000, outputTokens: 50_000 },
    });
  }
}

test("a thread is pinned and let go, archived, undone, archived again, found and brought back, and the archive has pages", async ({
  page,
  db,
  member,
}) => {
  await fill(db, member);
  const sidebar = new SidebarPage(page);
  await page.goto("/usage");
  await test.step("pinned", async () => {
    await sidebar.stored(() => sidebar.choose("Vendor contract", "Pin"));
    await expect(sidebar.titles("Pinned")).toHaveText(["Vendor contract"]);
    await expect(sidebar.titles("Today")).toHaveText(["Offsite plan", "Invoice regex"]);
    await page.reload();
    await expect(sidebar.titles("Pinned")).toHaveText(["Vendor contract"]);
    await sidebar.choose("Vendor contract", "Unpin");
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
    await expect(sidebar.titles("Pinned")).toHaveCount(0);
  });
  await test.step("archived", async () => {
    await sidebar.choose("Invoice regex", "Archive");
    await expect(sidebar.row("Invoice regex")).toHaveCount(0);
    await sidebar.undo("“Invoice regex” is archived.");
    await expect(sidebar.titles("Today")).toHaveText(TITLES);

    await sidebar.choose("Invoice regex", "Archive");
    await expect(page.getByText("“Invoice regex” is archived.")).toBeVisible();
    await sidebar.nav.getByRole("link", { name: "Archived" }).click();
    await expect(page.getByRole("heading", { name: "Archived threads" })).toBeVisible();
    const archived = page.getByRole("main").getByRole("listitem");
    await expect(archived).toHaveCount(1);
    await expectAccessible(page, "the archive");
    await archived.getByRole("link", { name: "Invoice regex" }).click();
    await expect(page.getByRole("article").last()).toContainText("Answer about Invoice regex");
    await page.goBack();
    await archived.getByRole("button", { name: "Unarchive" }).click();
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
    await expect(page.getByText("Nothing is archived")).toBeVisible();
    await expectAccessible(page, "an empty archive");
  });
  await test.step("pages", async () => {
    const now = Date.now();
    const rows = Array.from({ length: 42 }, (_, n) => {
      const at = new Date(now - n * 1000);
      const title = { title: `Thread ${n}`, titleSource: "model" as const };
      return { id: newId(), userId: member.userId, ...title, lastActivityAt: at, archivedAt: at };
    });
    await db.insert(threads).values(rows);
    await page.goto("/archived");
    const shown = page.getByRole("main").getByRole("listitem");
    await expect(shown).toHaveCount(40);
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(shown).toHaveCount(2);
    await expect(shown.last()).toContainText("Thread 41");
  });
});

test("chosen threads are let go by Escape, deleted and brought back, merged and taken apart, and the bar has no violation", async ({
  page,
  db,
  member,
}) => {
  await fill(db, member);
  const sidebar = new SidebarPage(page);
  const thread = new ThreadPage(page);
  await page.goto("/usage");
  await test.step("deleted and brought back", async () => {
    await sidebar.link("Offsite plan").click({ modifiers: ["ControlOrMeta"] });
    await sidebar.link("Vendor contract").click({ modifiers: ["Shift"] });
    await expect(sidebar.selection).toContainText("3 selected");
    await expect(page, "nothing was opened").toHaveURL("/usage");
    await expectAccessible(page, "a selection");
    await page.keyboard.press("Escape");
    await expect(sidebar.selection).toHaveCount(0);

    await sidebar.link("Offsite plan").focus();
    await page.keyboard.press("Control+Space");
    await expect(sidebar.selection).toContainText("1 selected");
    await sidebar.choose("Vendor contract", "Select");
    await expect(sidebar.selection).toContainText("2 selected");
    await sidebar.selection.getByRole("button", { name: "Delete" }).click();
    await expect(sidebar.titles("Today")).toHaveText(["Invoice regex"]);
    await sidebar.stored(() => sidebar.undo("2 threads are deleted. What was spent stays in the totals."));
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
    await page.reload();
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
  });
  await test.step("merged and taken apart", async () => {
    await sidebar.link("Invoice regex").click();
    await expect(thread.questions).toHaveCount(1);
    const before = page.url();
    await sidebar.choose("Invoice regex", "Merge");
    await expect(sidebar.selection).toContainText("1 selected, choose others to merge");
    await expect(sidebar.selection.getByRole("button", { name: "Merge" })).toBeDisabled();
    await sidebar.link("Vendor contract").click({ modifiers: ["Shift"] });
    await expect(sidebar.selection).toContainText("2 selected");
    await sidebar.selection.getByRole("button", { name: "Merge" }).click();
    await expect(thread.questions).toHaveText([
      "Question about Vendor contract",
      "Question about Invoice regex",
    ]);
    await expect(sidebar.selection).toHaveCount(0);
    await expect(sidebar.titles("Today")).toHaveText(["Invoice regex", "Offsite plan"]);

    await sidebar.undo("2 threads are merged.");
    await expect(page).toHaveURL(before);
    await expect(thread.questions).toHaveText(["Question about Invoice regex"]);
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
  });
});

test("a new category holds a thread, a right click opens the menu of a row or of a selection, and a copy goes on by itself", async ({
  page,
  db,
  member,
}) => {
  await fill(db, member);
  const sidebar = new SidebarPage(page);
  await page.goto("/usage");
  await test.step("a category, and the list narrowed to it", async () => {
    const filter = sidebar.nav.getByRole("group", { name: "Category" });
    await expect(filter, "nothing to choose from").toHaveCount(0);
    await sidebar.openCategories("Invoice regex");
    await page.getByRole("menuitem", { name: "New category…" }).click();
    const dialog = page.getByRole("dialog", { name: "New category" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("A category needs a name.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Name" }).fill("work");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("You have a category of this name: choose another one.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Finance");
    await dialog.getByRole("radio", { name: "Violet" }).check();
    await expectAccessible(page, "the form of a category");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(sidebar.link("Finance, Invoice regex")).toBeVisible();

    await filter.getByRole("button", { name: "Finance" }).click();
    await expect(sidebar.titles("Today")).toHaveText(["Invoice regex"]);
    await sidebar.openCategories("Invoice regex");
    await expect(page.getByRole("menuitemradio", { name: "Finance" })).toBeChecked();
    await page.getByRole("menuitemradio", { name: "None" }).click();
    await expect(page.getByText("Nothing in this category")).toBeVisible();
    await sidebar.undo("“Invoice regex” is in no category.");
    await expect(sidebar.titles("Today")).toHaveText(["Invoice regex"]);
    await filter.getByRole("button", { name: "Finance" }).click();
    await expect(sidebar.titles("Today")).toHaveText(TITLES);
  });
  await test.step("a right click", async () => {
    await sidebar.link("Offsite plan").click({ button: "right" });
    await expect(page.getByRole("menuitem")).toHaveText([
      ...[
        "Rename",
        "Pin",
        "Archive",
        "Category",
        "Duplicate",
        "Similar threads",
        "Merge",
        "Export",
        "Select",
      ],
      ...["Share…", "Statistics", "Limit this thread…", "Delete"],
    ]);
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Thread title" }).fill("Offsite in spring");
    await page.keyboard.press("Enter");
    await expect(sidebar.link("Offsite in spring")).toBeVisible();

    await sidebar.link("Offsite in spring").click({ modifiers: ["ControlOrMeta"] });
    await sidebar.link("Vendor contract").click();
    await sidebar.link("Vendor contract").click({ button: "right" });
    await expect(page.getByRole("menuitem")).toHaveText([
      ...["Pin", "Archive", "Category", "Merge", "Export", "Delete"],
    ]);
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await expect(sidebar.titles("Today")).toHaveText(["Invoice regex"]);
    await sidebar.undo("2 threads are archived.");
    await expect(sidebar.titles("Today")).toHaveCount(3);
  });
  await test.step("a copy", async () => {
    await sidebar.choose("Offsite in spring", "Duplicate");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Offsite in spring (copy)");
    await expect(new ThreadPage(page).lastAnswer).toContainText("Answer about Offsite plan");
    await expect(sidebar.titles("Today")).toHaveText([
      ...["Offsite in spring (copy)", "Offsite in spring", "Invoice regex", "Vendor contract"],
    ]);
  });
});

test("an answer that came while another thread was open is marked as unread until it is seen", async ({
  page,
  db,
  member,
}) => {
  await fill(db, member, ["Offsite plan"]);
  const sidebar = new SidebarPage(page);
  const thread = new ThreadPage(page);
  const question = unique("Take your time");
  await upstream.behave(question, "tokens:120+slow:20");
  await page.goto("/");
  await thread.begin(question);
  await sidebar.link("Offsite plan").click();
  await expect(thread.lastAnswer).toContainText("Answer about Offsite plan");
  const unread = sidebar.link(`Unread, ${titleMadeOf(question)}`);
  await expect(unread).toBeVisible();
  await expect(sidebar.link("Unread, Offsite plan")).toHaveCount(0);
  await unread.click();
  await expect(thread.questions).toHaveText([question]);
  await expect(unread, "the one that is open").toHaveCount(0);
  await sidebar.link("Offsite plan").click();
  await expect(thread.lastAnswer).toContainText("Answer about Offsite plan");
  await expect(unread, "it was seen").toHaveCount(0);
  await page.reload();
  await expect(sidebar.link(titleMadeOf(question))).toBeVisible();
  await expect(unread, "the server knows").toHaveCount(0);
});
