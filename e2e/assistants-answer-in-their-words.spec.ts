import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { saveAssistant } from "@/lib/assistants";
import { setBudget } from "@/lib/budgets";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { entriesOf } from "./fixtures/ledger";
import { ctxOf } from "./fixtures/people";
import { upstream } from "./fixtures/upstream";
import { AssistantsPage } from "./pages/assistants";
import { ThreadPage, unique } from "./pages/thread";

const HOUSE = "Answer in Markdown. Be brief unless asked for more.";
const INSTRUCTIONS = "You are a careful bookkeeper. Answer in three short sentences at most.";

const nameOne = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

const made = (name: string) => ({
  ...{ name, description: "Answers about entries.", instructions: INSTRUCTIONS },
  ...{ model: null, outputTokensMax: null },
});

async function expectNoSidewaysScroll(page: Page, what: string) {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], what).toBeLessThanOrEqual(widths[1] ?? 0);
}

test("a member makes an assistant, sees what it adds to a message, and is answered in its words", {
  tag: "@phone",
}, async ({ page, member, db }) => {
  const assistants = new AssistantsPage(page);
  const thread = new ThreadPage(page);
  const name = nameOne("Bookkeeper");
  await page.goto("/assistants");
  for (const seeded of ["Marketing post", "Meeting notes", "Plain-language editor", "SQL helper"]) {
    await expect(assistants.card(seeded)).toBeVisible();
  }
  await expectAccessible(page, "the gallery");
  await expectNoSidewaysScroll(page, "the gallery");
  await page.getByRole("link", { name: "New assistant" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a name for the assistant.")).toBeVisible();
  await assistants.write({ name, description: "Answers about entries.", instructions: INSTRUCTIONS });
  await expect(assistants.instructions).toHaveAccessibleDescription(
    /^\d+ tokens\. Adds at most \d+ tokens, \$0\.0000\d+, to each message with gpt-4o-mini\.$/,
  );
  await expectAccessible(page, "the form of an assistant");
  await expectNoSidewaysScroll(page, "the form of an assistant");
  await assistants.save();

  const card = assistants.card(name);
  await expect(card).toContainText("Only you see it");
  await card.getByRole("link", { name: "Start a thread" }).click();
  await expect(page).toHaveURL(/\/\?assistant=/);
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  await expectAccessible(page, "a new thread with an assistant");
  const question = unique("What is an accrual?");
  await thread.ask(question);
  expect(await upstream.told(question)).toBe(INSTRUCTIONS);
  await expect(thread.log.getByRole("article", { name, exact: true })).toHaveCount(1);
  await expect(thread.lastAnswer).toContainText(name);

  await page.reload();
  await expect(assistants.picker).toHaveAccessibleName(`Assistant: ${name}`);
  const next = unique("And a provision?");
  await thread.ask(next);
  expect(await upstream.told(next)).toBe(INSTRUCTIONS);
  await expect(thread.log.getByRole("article", { name, exact: true })).toHaveCount(2);
  await expectAccessible(page, "a thread with an assistant");
  await expectNoSidewaysScroll(page, "a thread with an assistant");
  expect((await entriesOf(db, member)).length).toBe(3);
});

test("the assistant is changed in the composer of a thread without a mouse, and of a new one before the first message", async ({
  page,
  member,
  db,
}) => {
  const name = nameOne("Bookkeeper");
  await saveAssistant(ctxOf(db, member), { ...made(name), sharing: { visibility: "me" } });
  const assistants = new AssistantsPage(page);
  const thread = new ThreadPage(page);
  await page.goto("/");
  await expect(assistants.picker).toHaveAccessibleName("Assistant: none");
  const first = unique("Without anybody");
  await thread.ask(first);
  expect(await upstream.told(first)).toBe(HOUSE);
  await expect(page.getByRole("button", { name: "Thread menu" }), "its own page").toBeVisible();

  await assistants.picker.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "No assistant" })).toBeFocused();
  await expectAccessible(page, "the picker");
  await page.keyboard.type(name);
  await expect(page.getByRole("menuitemradio", { name })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(assistants.picker).toHaveAccessibleName(`Assistant: ${name}`);
  await expect(assistants.picker).toBeFocused();
  const second = unique("With the bookkeeper");
  await thread.ask(second);
  expect(await upstream.told(second)).toBe(INSTRUCTIONS);
  await expect(thread.lastAnswer).toHaveAccessibleName(name);

  await assistants.picker.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "No assistant" }).focus();
  await page.keyboard.press("Enter");
  await expect(assistants.picker).toHaveAccessibleName("Assistant: none");
  const third = unique("Alone again");
  await thread.ask(third);
  expect(await upstream.told(third)).toBe(HOUSE);

  await page.getByRole("button", { name: "New thread" }).click();
  await expect(page).toHaveURL("/");
  const question = unique("Our new bottle");
  await thread.message.fill(question);
  await assistants.picker.click();
  await page.getByRole("menuitemradio", { name: "Marketing post" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Marketing post" })).toBeVisible();
  await expect(thread.message, "what was typed stays").toHaveValue(question);
  await thread.message.press("Enter");
  await expect(page).toHaveURL(/\/threads\//);
  await thread.settled();
  expect(await upstream.told(question)).toMatch(/^You write posts for social media/);
  await expect(thread.lastAnswer).toHaveAccessibleName("Marketing post");
});

test("an admin gives an assistant a budget, which stops what is asked of it and nothing else", async ({
  page,
  openAs,
  admin,
  db,
}) => {
  const name = nameOne("Bookkeeper");
  const { assistantId } = await saveAssistant(ctxOf(db, admin), {
    ...made(name),
    sharing: { visibility: "everyone" },
  });
  const administration = await openAs(admin);
  const table = new AssistantsPage(administration);
  await administration.goto("/admin/assistants");
  await expectAccessible(administration, "/admin/assistants");
  await expectNoSidewaysScroll(administration, "/admin/assistants");
  await administration.getByRole("searchbox", { name: "Search assistants" }).fill(name);
  await administration.keyboard.press("Enter");
  await expect(administration).toHaveURL(/q=/);
  const rows = administration.getByRole("region", { name: "Shared assistants" }).getByRole("row", { name });
  await administration.getByRole("checkbox", { name: `Select ${name}` }).check();
  const selected = administration.getByRole("region", { name: "Selected assistants" });
  await selected.getByRole("button", { name: "Archive" }).click();
  await expect(rows).toContainText("Archived");
  await administration.getByRole("button", { name: "Undo" }).click();
  await expect(rows).not.toContainText("Archived");
  const said = administration.getByRole("region", { name: /^Notifications/ }).getByRole("listitem");
  const search = administration.getByRole("searchbox", { name: "Search assistants" });
  await expect(said).toHaveText([/is in the gallery again/]);
  await search.focus();
  await expect(said).toHaveCount(0);
  await expect(search, "words that go leave the focus where it is").toBeFocused();
  const file = (await exportAs(administration, "CSV")).bytes.toString();
  expect(file.split("\r\n").filter((line) => line.startsWith(`${name},`))).toHaveLength(1);
  await table.choose(name, "Set a budget");
  const dialog = administration.getByRole("dialog", { name: `Budget for ${name}` });
  await dialog.getByRole("textbox", { name: "Limit, in US dollars" }).fill("0.00001");
  await expectAccessible(administration, "the form of an assistant's budget");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(administration.getByRole("table").getByText(name, { exact: true })).toBeVisible();

  const thread = new ThreadPage(page);
  const assistants = new AssistantsPage(page);
  await page.goto("/");
  const question = unique("What is an accrual?");
  await thread.message.fill(question);
  await assistants.picker.click();
  await page.getByRole("menuitemradio", { name }).click();
  const stopped = page.getByRole("region", { name: "Budget used up" });
  await expect(stopped).toContainText(/This assistant’s \w+ budget of \$0\.00001.*It resets on/);
  await expect(stopped).toContainText("Choose another assistant, or none, to go on.");
  await expect(thread.message).toBeDisabled();
  await assistants.picker.click();
  await page.getByRole("menuitemradio", { name: "No assistant" }).click();
  await expect(assistants.picker).toHaveAccessibleName("Assistant: none");
  // As it closes, the menu gives the focus back to its button, which Enter would open again.
  await expect(assistants.picker).toBeFocused();
  await expect(thread.message).toHaveValue(question);
  // A key goes to whatever has the focus, which a field that is not enabled yet does not take.
  await expect(thread.message).toBeEnabled();
  await thread.message.press("Enter");
  await expect(page).toHaveURL(/\/threads\//);
  await thread.settled();
  expect(await upstream.told(question)).toBe(HOUSE);
  await setBudget(ctxOf(db, admin), {
    ...{ scope: "assistant", scopeId: assistantId, period: "month", unit: "usd", onLimit: "block" },
    limit: 0n,
  });
});

test("a shared assistant is read by colleagues, archived and restored by who made it, and not missed in a thread", async ({
  page,
  openAs,
  member,
  admin,
  db,
}) => {
  const name = nameOne("Bookkeeper");
  const { assistantId } = await saveAssistant(ctxOf(db, member), {
    ...made(name),
    sharing: { visibility: "everyone" },
  });
  const colleague = await openAs(admin);
  const question = unique("Before it is archived");
  const theirs = new ThreadPage(colleague);
  await colleague.goto(`/?assistant=${assistantId}`);
  await theirs.ask(question);

  const assistants = new AssistantsPage(page);
  await page.goto("/assistants?show=own");
  await assistants.choose(name, "Archive");
  await expect(assistants.card(name)).toHaveCount(0);
  const said = page.getByRole("listitem").filter({ hasText: `“${name}” is archived.` });
  await said.getByRole("button", { name: "Undo" }).click();
  await expect(assistants.card(name)).toBeVisible();
  await assistants.choose(name, "Archive");
  await expect(assistants.card(name)).toHaveCount(0);

  await colleague.reload();
  const next = unique("After it was archived");
  await theirs.ask(next);
  expect(await upstream.told(next)).toBe(INSTRUCTIONS);
  await page.goto("/assistants?show=archived");
  await assistants.choose(name, "Restore");
  await expect(assistants.card(name)).toHaveCount(0);

  await page.goto("/assistants");
  await assistants.card("SQL helper").getByRole("link", { name: "SQL helper" }).click();
  await expect(page.getByText("You help people write, read and mend SQL.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expectAccessible(page, "an assistant of somebody else");
});
