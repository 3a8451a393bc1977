import type { Page } from "@playwright/test";
import type { Db } from "@/db/client";
import { GO_ON } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf } from "./fixtures/ledger";
import { limit, type Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { upstream } from "./fixtures/upstream";
import { Branches } from "./pages/branches";
import { holdRefreshes } from "./pages/refreshes";
import { index, openSearch } from "./pages/search";
import { ThreadPage, unique } from "./pages/thread";

/** A question that no other test asks, with its answer. */
async function prepare(question: string, reply: string): Promise<string> {
  const asked = unique(question);
  await upstream.reply(asked, reply);
  return asked;
}

/** A thread of two questions with their answers, which were paid for. */
async function openThread(page: Page, db: Db, { userId }: Pick<Member, "userId">) {
  const thread = new ThreadPage(page);
  const branches = new Branches(thread);
  const [one, two] = [unique("Name a colour"), unique("And an animal")];
  const past = { userId, at: new Date(), inputTokens: 40, outputTokens: 4, provider: "compatible" };
  const first = { ...past, question: one, answer: "Green.", thread: { title: "Names" } };
  const begun = await recordAnswer(db, first);
  await recordAnswer(db, { ...past, question: two, answer: "A heron.", thread: begun });
  await page.goto(`/threads/${begun.id}`);
  await branches.expectSaid(one, "Green.", two, "A heron.");
  return { thread, branches, one, two };
}

const answersOf = async (...of: Parameters<typeof entriesOf>) =>
  (await entriesOf(...of)).filter(({ purpose }) => purpose === "answer");

test("an edited message makes a branch, any answer is asked for again, also with another model, and both are switched", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  const { thread, branches, one, two } = await openThread(page, db, member);
  await test.step("an edited message makes a branch that is switched and survives a reload", async () => {
    const edited = await prepare("Name a tree", "An alder.");
    await branches.resend(thread.questions.first(), edited);
    await branches.expectSaid(edited, "An alder.");
    await expect(thread.questions.first()).toContainText("2 of 2");

    await branches.previous(thread.questions.first()).click();
    await branches.expectSaid(one, "Green.", two, "A heron.");
    await expect(thread.questions.first()).toContainText("1 of 2");
    await expect(branches.previous(thread.questions.first())).toBeFocused();
    await page.reload();
    await branches.expectSaid(one, "Green.", two, "A heron.");

    await branches.next(thread.questions.first()).click();
    await branches.expectSaid(edited, "An alder.");
    const three = await prepare("And a bird in it", "A siskin.");
    await thread.ask(three);
    await page.reload();
    await branches.expectSaid(edited, "An alder.", three, "A siskin.");
    expect(await answersOf(db, member), "every answer is paid for").toHaveLength(4);
  });
  await test.step("an answer of another model is a version of the answer", async () => {
    await branches.previous(thread.questions.first()).click();
    await branches.expectSaid(one, "Green.", two, "A heron.");
    await upstream.reply(one, "Blue, on second thoughts.");
    await thread.answers.first().getByRole("button", { name: "Ask another model" }).click();
    await expect(page.getByText("Retry with…", { exact: true })).toBeVisible();
    await page.getByRole("menuitem", { name: /^gpt-4o\b(?!-).*in, .*out per 1M/ }).click();
    await branches.expectSaid(one, "Blue, on second thoughts.");
    await thread.settled();
    await expect(thread.lastAnswer).toHaveAccessibleName("gpt-4o");
    await expect(thread.lastAnswer).toContainText("2 of 2");
    await branches.previous(thread.lastAnswer).click();
    await branches.expectSaid(one, "Green.", two, "A heron.");
    await expect(thread.answers.first()).toHaveAccessibleName("gpt-4o-mini");
    await expect(branches.previous(thread.answers.first())).toBeFocused();
    await expect(branches.previous(thread.answers.first())).toHaveAttribute("aria-disabled", "true");
  });
});

test("a version chosen before the page has the end of the newest stays chosen, and a refused edit takes nothing away", async ({
  page,
  db,
  member,
}) => {
  const { thread, branches, one, two } = await openThread(page, db, member);
  await test.step("chosen before the end", async () => {
    const edited = unique("Name a tree");
    await upstream.behave(edited, "tokens:40+slow:10");
    await branches.edit(thread.questions.first()).click();
    await branches.editor.fill(edited);
    await branches.sendEdited.click();
    await expect(thread.questions.first(), "the page has the server's copy of the question").toHaveAttribute(
      "id",
      /./,
    );
    const letGo = await holdRefreshes(page);
    await thread.settled();
    await branches.previous(thread.questions.first()).click();
    await branches.expectSaid(one, "Green.", two, "A heron.");
    letGo();
    await branches.expectSaid(one, "Green.", two, "A heron.");
    await expect(thread.questions.first()).toContainText("1 of 2");
  });
  await test.step("refused", async () => {
    await branches.edit(thread.questions.first()).click();
    await expect(branches.editor).toHaveValue(one);
    await branches.editor.fill("Something I do not want to type twice");
    await limit(db, member, { messages: 3n, period: "month" });
    await branches.sendEdited.click();
    await expect(page.getByRole("region", { name: /Budget used up|Message refused/ })).toBeVisible();
    await expect(branches.editor).toHaveValue("Something I do not want to type twice");
    await expect(thread.questions.last()).toContainText(two);
    await expect(thread.answers).toHaveCount(2);
    await branches.cancel.click();
    await branches.expectSaid(one, "Green.", two, "A heron.");

    await limit(db, member, { messages: 100n, period: "month" });
    await page.reload();
    const slow = unique("Take your time");
    await upstream.behave(slow, "tokens:60+first:400+slow:20");
    await branches.edit(thread.questions.first()).click();
    await branches.editor.fill(slow);
    await branches.sendEdited.click();
    await expect(thread.questions).toHaveCount(1);
    await expect(thread.questions).toContainText(slow);
    await expect(thread.answers).toHaveCount(1);
    await thread.settled();
  });
});

test("a cut and a stopped answer go on in one piece, a code block too, and each run is paid for once", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  const question = await prepare("Write two lines", "Here:\n\n```ts\nconst one = 1;\ncon");
  await upstream.behave(question, "incomplete");
  await upstream.reply(GO_ON, "st two = 2;\n```\n\nThat is all.");
  await page.goto("/");
  await thread.ask(question);
  await expect(thread.lastAnswer).toContainText("Ended at the length limit");
  await thread.lastAnswer.getByRole("button", { name: "Continue" }).click();
  await expect(thread.words(thread.lastAnswer)).toContainText("That is all.");
  await thread.settled();
  const expectWhole = async () => {
    await expect(thread.answers).toHaveCount(1);
    await expect(thread.lastAnswer.getByRole("figure")).toHaveCount(1);
    await expect(thread.lastAnswer.locator("pre")).toHaveText("const one = 1;\nconst two = 2;", {
      useInnerText: true,
    });
    await expect(thread.lastAnswer.getByRole("button", { name: /version|Continue/ })).toHaveCount(0);
  };
  await expectWhole();
  await page.reload();
  await expectWhole();
  expect(await answersOf(db, member)).toHaveLength(2);

  const story = unique("Tell a long story");
  await upstream.behave(story, "tokens:2000+slow:20");
  await page.goto("/");
  await thread.begin(story);
  await expect(thread.words(thread.lastAnswer)).toContainText("Read the numbers");
  await thread.stop.click();
  await thread.settled();
  await page.reload();
  const kept = (await thread.words(thread.lastAnswer).textContent()) ?? "";
  await thread.lastAnswer.getByRole("button", { name: "Continue" }).click();
  await expect(thread.words(thread.lastAnswer), "what was there stays").toContainText("Read the numbers");
  await thread.settled();
  await expect(thread.lastAnswer.getByRole("button", { name: "Continue" })).toHaveCount(0);
  expect((await thread.words(thread.lastAnswer).textContent())?.length).toBeGreaterThan(kept.length);
});

test("versions and the editor have no violation, a search leads into what is not shown, and a stranger chooses no branch", async ({
  page,
  db,
  member,
  openAs,
  admin,
}) => {
  const { thread, branches, one } = await openThread(page, db, member);
  await index(db, member);
  await branches.resend(thread.questions.first(), await prepare("Name a tree", "An alder."));
  await test.step("no violation", async () => {
    await expectAccessible(page, "a thread with versions");
    await branches.edit(thread.questions.first()).click();
    await expect(branches.editor).toBeVisible();
    await expect(thread.log).toContainText("up to $");
    await expectAccessible(page, "a message being edited");
    await branches.cancel.click();
    await thread.lastAnswer.getByRole("button", { name: "Ask another model" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "the models to ask instead");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
  });
  await test.step("a search leads into a branch that is not shown", async () => {
    const before = page.url();
    for (const from of ["/usage", before]) {
      await page.goto(from);
      const box = await openSearch(page);
      await box.fill("heron");
      await page.getByRole("list", { name: "Search results" }).getByRole("link").click();
      await expect(page).toHaveURL(/\/threads\/.*#/);
      await expect(thread.lastAnswer).toContainText("A heron.");
      await expect(thread.questions.first()).toContainText(one);
      await branches.next(thread.questions.first()).click();
      await expect(thread.lastAnswer).toContainText("An alder.");
      await expect(page).toHaveURL(before);
      await page.reload();
      await expect(thread.lastAnswer).toContainText("An alder.");
    }
    expect(await answersOf(db, member)).toHaveLength(3);
  });
  await test.step("to a stranger who repeats the request that chooses a branch its message does not exist", async () => {
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await branches.previous(thread.questions.first()).click();
    const request = await asked;
    await expect(thread.questions.first()).toContainText(one);
    const stranger = await openAs(admin);
    await stranger.goto("/");
    const answer = await stranger.request.post("/", {
      headers: {
        "next-action": (await request.allHeaders())["next-action"] ?? "",
        "content-type": "text/plain;charset=UTF-8",
        accept: "text/x-component",
        origin: new URL(page.url()).origin,
      },
      data: request.postDataBuffer() ?? "",
    });
    expect(await answer.text()).toContain("not_found");
  });
});

test("everything is done without a mouse", async ({ page, db, member }) => {
  const { thread, branches, one, two } = await openThread(page, db, member);
  await expect(thread.message, "the page listens").toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(branches.editor).toBeFocused();
  await expect(branches.editor).toHaveValue(two);
  await page.keyboard.press("Escape");
  await expect(thread.message).toBeFocused();
  await expect(branches.editor).toHaveCount(0);

  await branches.edit(thread.questions.first()).focus();
  await page.keyboard.press("Enter");
  await expect(branches.editor).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(branches.edit(thread.questions.first())).toBeFocused();

  await thread.message.fill("a draft");
  await thread.message.press("ArrowUp");
  await expect(branches.editor, "what is being written is not left").toHaveCount(0);
  await thread.message.fill("");
  await page.keyboard.press("ArrowUp");
  const edited = await prepare("And a fish", "A perch.");
  await branches.editor.fill(edited);
  await page.keyboard.press("ControlOrMeta+Enter");
  await branches.expectSaid(one, "Green.", edited, "A perch.");
  await thread.settled();
  await expect(thread.message).toBeFocused();
  await expect(branches.previous(thread.questions.last())).toBeEnabled();
  await branches.previous(thread.questions.last()).focus();
  await page.keyboard.press("Enter");
  await branches.expectSaid(one, "Green.", two, "A heron.");
  await expect(branches.next(thread.questions.last())).toBeEnabled();
  await branches.next(thread.questions.last()).focus();
  await page.keyboard.press("Space");
  await branches.expectSaid(one, "Green.", edited, "A perch.");
});
