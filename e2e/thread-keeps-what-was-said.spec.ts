import { EventEmitter, once } from "node:events";
import { expect, test } from "./fixtures";
import { entriesOf, titlesOf } from "./fixtures/ledger";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { holdRefreshes } from "./pages/refreshes";
import { ThreadPage, unique } from "./pages/thread";

test("Enter sends and Shift+Enter begins a line, a given title is not replaced, messages stay in their thread, and answers are retried and copied", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await test.step("Enter and Shift+Enter", async () => {
    const first = unique("Compare two suppliers");
    const question = `${first}\nand a third one`;
    await upstream.behave(question, "tokens:200+slow:10");
    await thread.message.click();
    await page.keyboard.type(first);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("and a third one");
    await expect(thread.message).toHaveValue(question);
    await page.keyboard.press("Enter");
    await expect(thread.questions.last()).toHaveText(question, { useInnerText: true });
    await expect(thread.message).toHaveValue("");
  });
  await test.step("a title while the answer is written, which stays", async () => {
    await expect(page).toHaveURL(/\/threads\//);
    await page.getByRole("button", { name: "Thread menu" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Thread title" }).fill("Suppliers");
    await page.keyboard.press("Enter");
    await thread.settled();
  });
  await test.step("right after the first answer, in the same thread", async () => {
    await thread.ask(unique("And a third one"));
    await expect(thread.questions).toHaveCount(2);
    expect(await titlesOf(db, member)).toEqual(["Suppliers"]);
  });
  await test.step("Retry shows the new answer in place of the first", async () => {
    const question = unique("Name a colour");
    await upstream.reply(question, "Green, at first.");
    await upstream.reply(question, "Blue, on second thoughts.");
    await thread.ask(question);
    await expect(thread.words(thread.lastAnswer)).toHaveText("Green, at first.");
    await thread.lastAnswer.getByRole("button", { name: "Retry" }).click();
    await expect(thread.words(thread.lastAnswer)).toHaveText("Blue, on second thoughts.");
    await thread.settled();
    await expect(thread.questions).toHaveCount(3);
    await expect(thread.answers).toHaveCount(3);
    const answers = (await entriesOf(db, member)).filter(({ purpose }) => purpose === "answer");
    expect(answers, "both are paid for").toHaveLength(4);
  });
  await test.step("Copy copies an answer as it was written, Copy code a block of it", async () => {
    const question = unique("Write a function");
    const code = "const double = (n: number) => n * 2;";
    const reply = `Here **it** is:\n\n\`\`\`ts\n${code}\n\`\`\``;
    await upstream.reply(question, reply);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
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
  await test.step("an unsent message survives a reload and stays with its thread", async () => {
    await thread.message.fill("I have not finished this");
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 }), "not replaced").toHaveText("Suppliers");
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
});

test("Stop keeps what has come and says about what it cost, and what is written while a new thread begins stays where it is", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  await test.step("Stop", async () => {
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
  await test.step("who writes elsewhere while a new thread gets its page goes on writing there", async () => {
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
  await test.step("what is written for another new thread, while the first is not there yet, stays there", async () => {
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
});

test("a thread is renamed, deleted and brought back", async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  const question = unique("Plan the offsite");
  const made = "Plan of the offsite";
  const { id } = await recordAnswer(db, {
    ...{ userId: member.userId, at: new Date(), thread: { title: made } },
    ...{ question, answer: "By the sea.", inputTokens: 100, outputTokens: 20 },
  });
  await page.goto(`/threads/${id}`);
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
