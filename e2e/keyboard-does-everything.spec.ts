import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { recordAnswer } from "./fixtures/spend";
import { result } from "./pages/search";
import { ThreadPage, unique } from "./pages/thread";

const STEPS_MAX = 60;

/** Presses Tab until something has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached by ${key}.`);
}

test("from sign-in to an answer, a new name and a deleted thread without a mouse", async ({
  openAs,
  member,
}) => {
  const page = await openAs(null);
  await page.goto("/sign-in");
  await tabTo(page, page.getByRole("textbox", { name: "Email" }));
  await page.keyboard.type(member.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(member.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");

  const thread = new ThreadPage(page);
  await expect(thread.message).toBeFocused();
  const question = unique("Can I do without a mouse");
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  await expect(thread.answers).toHaveCount(1);
  await thread.settled();
  await expect(thread.message, "ready for the next message").toBeFocused();

  const row = thread.row(/Can I do without/);
  await tabTo(page, row.getByRole("button", { name: "Thread options" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Thread title" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Named by keys");
  await page.keyboard.press("Enter");
  const renamed = thread.row("Named by keys");
  await expect(renamed.getByRole("link"), "where the new name is").toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("searchbox", { name: "Search threads" })).toBeFocused();
  await page.keyboard.type("named by");
  await tabTo(page, result(page, "Named by keys"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/threads\//);
  await expect(thread.questions).toHaveText([question]);

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.press("Escape");
  await tabTo(page, renamed.getByRole("button", { name: "Thread options" }));
  await page.keyboard.press("Space");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(renamed).toHaveCount(0);
  await expect(page).toHaveURL("/");
});

test("the skip link leads past the sidebar, who deletes a row by keyboard goes on from the next one, and Ctrl+Shift+O begins a thread", async ({
  page,
  db,
  member,
}) => {
  const words = { question: "What?", answer: "That.", inputTokens: 10, outputTokens: 10 };
  for (const title of ["Third", "Second", "First"])
    await recordAnswer(db, { ...words, userId: member.userId, at: new Date(), thread: { title } });
  const thread = new ThreadPage(page);
  await page.goto("/usage");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await expect(thread.row("First")).toBeVisible();
  await tabTo(page, thread.row("First").getByRole("button", { name: "Thread options" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("End");
  // The menu moves its focus a moment after the key.
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(thread.row("First")).toHaveCount(0);
  await expect(thread.row("Second").getByRole("link")).toBeFocused();
  await tabTo(page, thread.row("Second").getByRole("button", { name: "Thread options" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Thread title" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(thread.row("Second").getByRole("link"), "a name that stays").toBeFocused();

  await page.keyboard.press("ControlOrMeta+Shift+O");
  await expect(page).toHaveURL("/");
  await thread.ask(unique("Hello from the keys"));
});
