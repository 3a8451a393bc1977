import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { messages, threads } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { type Member, makeMember } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, unique } from "./pages/thread";

const EXPORT = "/api/threads/export";

function record(db: Db, { userId }: Member, title: string) {
  return recordAnswer(db, {
    ...{ userId, at: new Date(), thread: { title } },
    ...{ question: `Question about ${title}`, answer: `Answer about ${title}` },
    ...{ inputTokens: 812, outputTokens: 120 },
  });
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

async function saved(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return download;
}

function asFile(content: unknown, name = "conversations.json") {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return { name, mimeType: "application/json", buffer: Buffer.from(text) };
}

/** The card of files in the settings. */
function dataCard(page: Page) {
  const card = page.locator("#data");
  return {
    card,
    exportAll: card.getByRole("link", { name: "Export everything" }),
    async bringIn(file: ReturnType<typeof asFile>) {
      await card.getByLabel("Import a file").setInputFiles(file);
      await card.getByRole("button", { name: "Import", exact: true }).click();
    },
  };
}

const CHATGPT = [
  {
    ...{ conversation_id: randomUUID(), title: "Trip to the coast", create_time: 1.7e9, update_time: 1.7e9 },
    current_node: "a",
    mapping: {
      root: { id: "root", message: null, parent: null, children: ["u"] },
      u: node("u", "root", { role: "user", text: "Where shall we go?" }),
      a: node("a", "u", { role: "assistant", text: "To the **coast**." }),
    },
  },
  { title: "Nothing in it", mapping: {} },
];

function node(id: string, parent: string, { role, text }: { role: string; text: string }) {
  const content = { content_type: "text", parts: [text] };
  return { id, parent, children: [], message: { author: { role }, create_time: 1.7e9, content } };
}

test("a thread is saved to read and to keep, several as one file, and an export that fails on its way does not look whole", async ({
  page,
  db,
  member,
  watch,
}) => {
  await record(db, member, "Offsite: plan/2");
  await record(db, member, "Invoice regex");
  const sidebar = new SidebarPage(page);
  await page.goto("/usage");
  const choose = async (format: string) => {
    await page.getByRole("menuitem", { name: "Export" }).click();
    return saved(page, () => page.getByRole("menuitem", { name: format }).click());
  };
  await sidebar.openMenu("Offsite: plan/2");
  const markdown = await choose("Markdown");
  expect(markdown.suggestedFilename()).toBe("Offsite plan 2.md");
  expect(await textOf(markdown)).toMatch(
    /^# Offsite: plan\/2\n\n\*.*2 messages · \$0\.0002\*\n\n## You · .*\n\nQuestion about Offsite: plan\/2\n\n## gpt-4o-mini · .*\n\nAnswer about Offsite: plan\/2\n\n\*gpt-4o-mini · 812 in, 120 out · \$0\.0002\*\n$/,
  );
  await sidebar.openMenu("Offsite: plan/2");
  const json = await choose("JSON");
  expect(json.suggestedFilename()).toBe("Offsite plan 2.json");
  expect(JSON.parse(await textOf(json)).threads).toMatchObject([{ title: "Offsite: plan/2" }]);

  await sidebar.link("Offsite: plan/2").click({ modifiers: ["ControlOrMeta"] });
  await sidebar.link("Invoice regex").click({ modifiers: ["Shift"] });
  await sidebar.selection.getByRole("button", { name: "Export" }).click();
  const both = await saved(page, () => page.getByRole("menuitem", { name: "Markdown" }).click());
  expect(both.suggestedFilename()).toMatch(/^Purser threads \d{4}-\d\d-\d\d\.md$/);
  expect(await textOf(both)).toMatch(/^# Threads\n[\s\S]*\n## Offsite: plan\/2\n[\s\S]*\n## Invoice regex\n/);
  await expect(sidebar.selection, "they stay chosen").toContainText("2 selected");

  const { id } = await record(db, member, "Spoilt");
  const base = { threadId: id, userId: member.userId, role: "user" as const };
  const content = "All of it. ".repeat(300);
  const rows = Array.from({ length: 150 }, (_, n) => ({ ...base, id: newId(), position: 3 + n, content }));
  await db.insert(messages).values(rows);
  const costPicoUsd = "no number";
  const imported = { model: null, inputTokens: null, outputTokens: null, costPicoUsd, certainty: null };
  const last = { ...base, id: newId(), position: 200, role: "assistant" as const, content, imported };
  await db.insert(messages).values(last);
  for (const format of ["json", "markdown"]) {
    watch.expect(new RegExp(`^net::ERR_INCOMPLETE_CHUNKED_ENCODING .*format=${format}`));
    const ended = await page.evaluate(async (address) => {
      const answer = await fetch(address);
      const text = await answer.text().catch(() => null);
      return { status: answer.status, text };
    }, `${EXPORT}?format=${format}&all=1`);
    expect(ended, format).toEqual({ status: 200, text: null });
  }
});

test("everything of one member comes in to another, is shown with its cost, and is gone on with", async ({
  page,
  db,
  member,
  openAs,
}) => {
  const { id } = await record(db, member, "Vendor contract");
  await db.insert(messages).values({
    ...{ id: newId(), threadId: id, userId: member.userId, position: 3, role: "user", shown: false },
    content: "A branch that is not shown",
  });
  await record(db, member, "An old one");
  await page.goto("/settings");
  const file = await textOf(await saved(page, () => dataCard(page).exportAll.click()));
  expect(JSON.parse(file).threads).toHaveLength(2);

  const other = await openAs(await makeMember(db));
  const sidebar = new SidebarPage(other);
  const thread = new ThreadPage(other);
  await other.goto("/settings");
  const { card, bringIn } = dataCard(other);
  await bringIn(asFile(file));
  await expect(card.getByText("2 threads with 5 messages came in.")).toBeVisible();
  await expect(sidebar.link("Vendor contract")).toContainText("$0.0002");
  await bringIn(asFile(file));
  await expect(card.getByText("Nothing new came in. 2 threads were here already.")).toBeVisible();
  await expectAccessible(other, "the settings with a report");

  await sidebar.link("Vendor contract").click();
  await expect(thread.questions, "with its branches").toHaveText([
    /^Question about Vendor contract.*1 of 2$/,
  ]);
  await expect(thread.lastAnswer).toContainText("imported");
  await expect(thread.lastAnswer).toContainText("812 in");
  expect(await thread.costOf(thread.lastAnswer)).toEqual({ usd: "0.0001938", certainty: "exact" });
  await expect(other.getByRole("banner").or(other.locator("header"))).toContainText("$0.0002");
  await expectAccessible(other, "an imported thread");
  await thread.ask(unique("And what does it cost?"));
  await expect(thread.questions).toHaveCount(2);
  await expect(thread.lastAnswer).not.toContainText("imported");
  await other.reload();
  await expect(thread.answers).toHaveCount(2);
});

test("what is wrong with a file is said beside it, one beyond what a page may send arrives whole, and its answer can be asked for again", async ({
  page,
  db,
  member,
  watch,
}) => {
  const thread = new ThreadPage(page);
  await page.goto("/settings");
  const { card, bringIn } = dataCard(page);
  await card.getByRole("button", { name: "Import", exact: true }).click();
  await expect(card.getByRole("alert")).toHaveText("Choose a file first.");
  watch.expect(/^422 POST .*\/api\/threads\/import/);
  await bringIn(asFile({ recipes: [] }));
  await expect(card.getByRole("alert")).toContainText("neither an export of Purser nor ChatGPT’s");
  await bringIn(asFile("PK\u0003\u0004"));
  await expect(card.getByRole("alert")).toContainText("This is an archive: unpack it");
  await expectAccessible(page, "a refused file");

  await page.setViewportSize({ width: 390, height: 844 });
  const [chat, empty] = CHATGPT;
  const wide = JSON.stringify(chat).replace("{", `{${" ".repeat(15 * 1024 * 1024)}`);
  await bringIn(asFile(`[${wide},${JSON.stringify(empty)}]`));
  await expect(card.getByText("1 thread with 2 messages came in. 1 thread was left out:")).toBeVisible();
  await expect(card.getByRole("listitem")).toHaveText(["Thread 2: it has no messages."]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });

  const [row] = await db.select().from(threads).where(eq(threads.userId, member.userId));
  await page.goto(`/threads/${row?.id}`);
  await expect(thread.lastAnswer).toContainText("To the coast.");
  await thread.lastAnswer.getByRole("button", { name: "Retry" }).click();
  await expect(thread.lastAnswer).not.toContainText("imported");
  await thread.settled();
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
});
