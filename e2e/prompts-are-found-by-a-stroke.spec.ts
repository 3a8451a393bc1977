import { savePrompt } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf } from "./fixtures/people";
import { PromptsPage } from "./pages/prompts";
import { ThreadPage, unique } from "./pages/thread";

const LETTER = "Write to {{whom}} about {{what}}.\n\nBe brief.";

test("a prompt is found, inserted, filled in, sent and saved anew without a mouse", async ({
  page,
  member,
  db,
}) => {
  await savePrompt(ctxOf(db, member), { name: "Letter home", text: LETTER, visibility: "me" });
  const prompts = new PromptsPage(page);
  const thread = new ThreadPage(page);
  await page.goto("/");
  await expect(thread.message).toBeFocused();
  await page.keyboard.type("/");
  await prompts.expectActive(/^Explain/);
  await expect(page.getByRole("status").filter({ hasText: /prompts\. Arrow keys choose/ })).toBeAttached();
  await expectAccessible(page, "the list of prompts");
  await page.keyboard.press("ArrowUp");
  await prompts.expectActive("Manage prompts");
  await page.keyboard.press("ArrowDown");
  await prompts.expectActive(/^Explain/);
  await page.keyboard.press("Escape");
  await expect(prompts.list).toHaveCount(0);
  await expect(thread.message, "what was typed stays").toHaveValue("/");
  await page.keyboard.type("ex");
  await expect(prompts.list, "what was closed stays closed").toHaveCount(0);

  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Dear all,");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("/LET");
  await prompts.expectActive(/^Letter home/);
  await thread.message.evaluate((field) => {
    const accept = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent("keydown", accept));
  });
  await prompts.expectActive(/^Letter home/);
  await page.keyboard.press("Enter");
  await expect(thread.message).toHaveValue(`Dear all,\n${LETTER}`);
  const hint = page.getByText("Tab goes to the next blank.");
  await expect(hint).toBeVisible();
  await page.keyboard.type("the crew");
  await page.keyboard.press("Tab");
  await expect(hint, "it is said once").toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(thread.message, "with no blank before, Shift+Tab leaves").not.toBeFocused();
  await thread.message.focus();
  await expect(thread.message).toHaveValue("Dear all,\nWrite to the crew about {{what}}.\n\nBe brief.");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(thread.message, "typing is undone as ever").not.toHaveValue(/the crew about/);

  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("/let");
  await page.keyboard.press("Tab");
  await page.keyboard.type("you");
  await page.keyboard.press("Tab");
  const what = unique("the sea");
  await page.keyboard.type(what);
  await page.keyboard.press("Tab");
  await expect(thread.message, "after the last blank Tab leaves").not.toBeFocused();
  await thread.message.focus();
  await page.keyboard.press("Enter");
  const sent = `Write to you about ${what}.\n\nBe brief.`;
  await expect(thread.questions).toHaveText([sent]);
  await thread.settled();

  const unknown = unique("/no such prompt");
  await page.keyboard.type(unknown);
  await expect(prompts.list).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(thread.questions, "a name of nothing is a message").toHaveText([sent, unknown]);
  await thread.settled();

  const save = thread.questions.first().getByRole("button", { name: "Save as prompt" });
  // The server's copy of a message may take its place between the focus and the key.
  await expect(async () => {
    if ((await prompts.dialog.count()) === 0) await save.press("Enter", { timeout: 1_000 });
    await expect(prompts.dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(prompts.dialog.getByRole("textbox", { name: "Text" })).toHaveValue(sent);
  await prompts.dialog.getByRole("textbox", { name: "Name" }).fill("letter HOME");
  await page.keyboard.press("Enter");
  await expect(prompts.dialog).toContainText("You have a prompt of this name: choose another one.");
  await expectAccessible(page, "the form of a prompt");
  await prompts.dialog.getByRole("textbox", { name: "Name" }).fill("Sea");
  await page.keyboard.press("Enter");
  await expect(prompts.dialog).toHaveCount(0);
  await thread.message.focus();
  await page.keyboard.type("/s");
  await prompts.expectActive(/^Sea/);
  await expect(prompts.option(/^Summarise/)).toBeVisible();
});

test("prompts are made, changed and deleted in the settings, for oneself and by admins for everyone", async ({
  page,
  openAs,
  admin,
}) => {
  const prompts = new PromptsPage(page);
  const thread = new ThreadPage(page);
  await page.goto("/");
  await thread.message.press("/");
  await prompts.option("Manage prompts").click();
  await expect(page).toHaveURL("/settings#prompts");
  await expect(prompts.row("Reply")).toBeInViewport();
  await page.getByRole("button", { name: "New prompt" }).click();
  await expect(prompts.dialog.getByRole("combobox"), "for admins").toHaveCount(0);
  await prompts.write({ name: "Agenda", text: "Make an agenda for {{meeting}}." });
  await expect(prompts.row("Agenda")).toContainText("Make an agenda");
  await prompts.row("Agenda").getByRole("button", { name: "Edit Agenda" }).click();
  await prompts.write({ name: "Plan of a meeting", text: "Plan {{meeting}}." });
  await expect(prompts.row("Agenda")).toHaveCount(0);
  await prompts.row("Plan of a meeting").getByRole("button", { name: "Delete Plan of a meeting" }).click();
  await expect(prompts.row("Plan of a meeting")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(prompts.row("Plan of a meeting")).toContainText("Plan {{meeting}}.");

  const administration = await openAs(admin);
  const theirs = new PromptsPage(administration);
  const name = unique("House style");
  await administration.goto("/settings");
  await administration.getByRole("button", { name: "New prompt" }).click();
  await theirs.write({ name, text: "Rewrite in our house style:", who: "Everyone" });
  await expect(theirs.row(name)).toContainText("Everyone");

  await page.reload();
  await expect(prompts.row(name)).toContainText("Everyone");
  await expect(prompts.row(name).getByRole("button")).toHaveCount(0);
  await expectAccessible(page, "the prompts in the settings");
  await page.goto("/");
  await thread.message.fill(`/${name.slice(0, -1)}`);
  await prompts.option(name).click();
  await expect(thread.message).toHaveValue("Rewrite in our house style:");
  await expect(thread.message).toBeFocused();

  await theirs
    .row(name)
    .getByRole("button", { name: `Delete ${name}` })
    .click();
  await expect(theirs.row(name)).toHaveCount(0);
});
