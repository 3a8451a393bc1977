import { EventEmitter, once } from "node:events";
import { expect, test } from "./fixtures";
import { entriesOf, titlesOf } from "./fixtures/ledger";
import { upstream } from "./fixtures/upstream";
import { holdRefreshes } from "./pages/refreshes";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

test("Enter sends and Shift+Enter begins a new line", async ({ page }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await thread.message.click();
  await page.keyboard.type("The first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("the second");
  await expect(thread.message).toHaveValue("The first line\nthe second");
  await page.keyboard.press("Enter");
  await expect(thread.questions.last()).toHaveText("The first line\nthe second", { useInnerText: true });
  await expect(thread.message).toHaveValue("");
  await thread.settled();
});

test("a message sent right after the first answer belongs to the same thread", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await thread.ask(unique("The first"));
  await thread.ask(unique("The second"));
  await expect(thread.questions).toHaveCount(2);
  expect(await titlesOf(db, member)).toHaveLength(1);
});

test("Stop keeps what has come and says about what it cost", async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  const question = unique("Tell a long story");
  await upstream.behave(question, "tokens:2000+slow:20");
  await page.goto("/");
  await thread.begin(question);
  await expect(thread.words(thread.lastAnswer)).toContainText("Read the numbers");
  await thread.message.fill("And then?");
  await thread.message.press("Enter");
  await expect(page.getByText("Send it when this answer has ended, or stop the answer")).toBeVisible();
  await thread.stop.click();
  await thread.settled();
  await expect(thread.lastAnswer).toContainText("Stopped");
  await expect(thread.words(thread.lastAnswer)).toContainText("Read the numbers");
  const { certainty } = await thread.costOf(thread.lastAnswer);
  expect(certainty).toBe("estimated");
  await expect(thread.lastAnswer.locator("[data-cost]")).toContainText("≈");
  const [entry] = await entriesOf(db, member);
  expect(entry).toMatchObject({ certainty: "estimated", certaintyReason: "stopped" });

  const kept = await thread.words(thread.lastAnswer).innerText();
  await page.reload();
  await expect(thread.words(thread.lastAnswer)).toHaveText(kept, { useInnerText: true });
});

test("Retry asks again and shows the new answer in place of the first", async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  const question = unique("Name a colour");
  await upstream.reply(question, "Green, at first.");
  await upstream.reply(question, "Blue, on second thoughts.");
  await page.goto("/");
  await thread.ask(question);
  await expect(thread.words(thread.lastAnswer)).toHaveText("Green, at first.");
  await thread.lastAnswer.getByRole("button", { name: "Retry" }).click();
  await expect(thread.words(thread.lastAnswer)).toHaveText("Blue, on second thoughts.");
  await thread.settled();
  await expect(thread.questions).toHaveCount(1);
  await expect(thread.answers).toHaveCount(1);
  const answers = (await entriesOf(db, member)).filter(({ purpose }) => purpose === "answer");
  expect(answers, "both are paid for").toHaveLength(2);
});

test("Copy copies an answer as it was written, Copy code a block of it", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Write a function");
  const code = "const double = (n: number) => n * 2;";
  const reply = `Here **it** is:\n\n\`\`\`ts\n${code}\n\`\`\``;
  await upstream.reply(question, reply);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  const answer = await thread.ask(question);
  const block = answer.getByRole("figure");
  await expect(block.locator("code span[style*=color]").first(), "the code is coloured").toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await block.getByRole("button", { name: "Copy code" }).click();
  await expect(block.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await clipboard()).toBe(code);
  await answer.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(clipboard).toBe(reply);
});

test("a thread is renamed, deleted and brought back", async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  const question = unique("Plan the offsite");
  await page.goto("/");
  await thread.ask(question);
  const made = titleMadeOf(question);
  await thread.row(made).hover();
  await thread.row(made).getByRole("button", { name: "Thread options" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Thread title" }).fill("Offsite in spring");
  await page.keyboard.press("Enter");
  await expect(thread.row("Offsite in spring")).toBeVisible();
  await expect.poll(() => titlesOf(db, member)).toEqual(["Offsite in spring"]);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Offsite in spring");

  await thread.row("Offsite in spring").hover();
  await thread.row("Offsite in spring").getByRole("button", { name: "Thread options" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(thread.row("Offsite in spring")).toHaveCount(0);
  await expect(page).toHaveURL("/");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page, "back where it was deleted").toHaveURL(/\/threads\//);
  await expect(thread.questions).toHaveText([question]);
});

test("a title given by a person is not replaced", async ({ page }) => {
  const thread = new ThreadPage(page);
  const question = unique("Compare two suppliers");
  await upstream.behave(question, "tokens:300+slow:10");
  await page.goto("/");
  await thread.begin(question);
  await page.getByRole("button", { name: "Thread menu" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Thread title" }).fill("Suppliers");
  await page.keyboard.press("Enter");
  await thread.settled();
  await thread.ask(unique("And a third one"));
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Suppliers");
});

test("an unsent message survives a reload and stays with its thread", async ({ page }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await thread.ask(unique("Hello"));
  await thread.message.fill("I have not finished this");
  await page.reload();
  await expect(thread.message).toHaveValue("I have not finished this");
  await page.getByRole("button", { name: "New thread" }).click();
  await expect(page).toHaveURL("/");
  await expect(thread.message).toHaveValue("");
  await page.goBack();
  await expect(thread.message).toHaveValue("I have not finished this");
  await page.evaluate(noteFieldsAsMade);
  await page.goForward();
  await page.goBack();
  await expect(thread.message).toHaveValue("I have not finished this");
  const noted = await page.evaluate(() => window.fieldsAsMade);
  expect(noted, "it can be sent from the first moment on").toEqual(["", "I have not finished this"]);
});

test("who writes elsewhere while a new thread gets its page goes on writing there", async ({ page }) => {
  const thread = new ThreadPage(page);
  const search = page.getByRole("searchbox", { name: "Search threads" });
  await page.goto("/");
  const letGo = await holdRefreshes(page);
  await thread.message.fill(unique("Hello"));
  await thread.message.press("Enter");
  await search.focus();
  await page.keyboard.type("offsite");
  await expect(page).toHaveURL(/\/threads\//);
  letGo();
  await thread.settled();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Hello");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("offsite");
});

test("what is written for another new thread, while the first is not there yet, stays there", async ({
  page,
}) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  const gate = new EventEmitter();
  const released = once(gate, "open");
  await page.route("**/*", async (route) => {
    if (route.request().method() === "POST" && route.request().postData()?.includes("The slow one"))
      await released;
    await route.continue();
  });
  await thread.message.fill(unique("The slow one"));
  await thread.message.press("Enter");
  await expect(thread.questions).toHaveCount(1);
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(page).toHaveURL("/usage");
  await page.getByRole("button", { name: "New thread" }).click();
  await expect(page).toHaveURL("/");
  await thread.message.fill("For another thread");
  gate.emit("open");
  await expect(thread.row(/The slow one/)).toBeVisible();
  await expect(thread.message).toHaveValue("For another thread");
});

declare global {
  interface Window {
    fieldsAsMade: string[];
  }
}

/** Notes what stands in each field for a message at the moment it comes onto the page. */
function noteFieldsAsMade(): void {
  window.fieldsAsMade = [];
  new MutationObserver((records) => {
    for (const added of records.flatMap((record) => [...record.addedNodes])) {
      const field = added instanceof Element && added.querySelector("textarea[aria-label=Message]");
      if (field instanceof HTMLTextAreaElement) window.fieldsAsMade.push(field.value);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
