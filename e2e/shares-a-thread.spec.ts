import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messages, users } from "@/db/schema";
import { deleteThreads, shareThread } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf, type Member, makeMember } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { DetailsPage } from "./pages/details";
import { ThreadPage, unique } from "./pages/thread";

/** A thread with one answer; answers its id. */
async function record(db: Db, { userId }: Pick<Member, "userId">, question: string): Promise<string> {
  const { id } = await recordAnswer(db, {
    ...{ userId, at: new Date(), provider: "compatible", thread: { title: question } },
    ...{ question, answer: "In spring, by the sea.", inputTokens: 100, outputTokens: 20 },
  });
  return id;
}

test("a thread is read by a colleague up to now, updated, gone on with in a thread of their own, and stopped at once", {
  tag: "@phone",
}, async ({ page, openAs, db, member, watch }) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  const [first, second] = ["Plan the offsite", unique("And the budget")];
  await page.goto(`/threads/${await record(db, member, first)}`);
  const address = await details.share();
  expect(address).toMatch(/\/shared\/[\w-]{32}$/);
  await expect(details.dialog).toContainText(
    "Everybody in Northwind with the link can read this thread up to now, and nothing that comes later.",
  );
  await expectAccessible(page, "the link to a thread");
  await details.close();
  await thread.ask(second);

  const reader = await openAs(await makeMember(db));
  const answer = await reader.goto(address);
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  const log = reader.getByRole("log", { name: "Conversation" });
  await expect(log.getByText(first)).toBeVisible();
  await expect(log.getByText(second)).toHaveCount(0);
  await expect(reader.getByRole("textbox", { name: "Message" })).toHaveCount(0);
  await expect(log.locator("[data-cost]")).toHaveCount(0);
  const html = await (await reader.request.get(address)).text();
  expect(html, "no id of the owner's thread is told").not.toContain(thread.id());
  const stored = await db
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.threadId, thread.id()));
  for (const { id } of stored) expect(html).not.toContain(id);
  await expectAccessible(reader, "a shared thread");

  await details.chooseOfThread("Share…");
  await expect(details.dialog).toContainText("nothing that came later");
  await details.dialog.getByRole("button", { name: "Update to now" }).click();
  await expect(details.dialog).toContainText("up to now, and nothing that comes later");
  await reader.reload();
  await expect(log.getByText(second)).toBeVisible();

  await reader.getByRole("button", { name: "Continue in a thread of your own" }).click();
  await expect(reader).toHaveURL(/\/threads\//);
  const own = new ThreadPage(reader);
  expect(own.id()).not.toBe(thread.id());
  await expect(own.questions).toContainText([first, second]);
  await own.message.fill(unique("And in the Baltic"));
  await own.message.press("Enter");
  await expect(own.answers).toHaveCount(3);
  await expect(own.answers.last().locator("[data-cost]")).toBeVisible();

  await details.dialog.getByRole("button", { name: "Stop sharing" }).click();
  await expect(details.dialog.getByRole("button", { name: "Make link" })).toBeVisible();
  watch.expect(/^404 GET .*\/shared\//);
  expect((await reader.goto(address))?.status()).toBe(404);
  await expect(reader.getByRole("heading", { name: "Not shared" })).toBeVisible();
  await page.reload();
  await expect(thread.questions).toHaveCount(2);
});

test("a thread is shared by keyboard alone, settings list and stop it, and a link goes with its thread and its member", async ({
  page,
  openAs,
  db,
  member,
  watch,
}) => {
  const thread = new ThreadPage(page);
  await page.goto(`/threads/${await record(db, member, "Shared once")}`);
  const menu = page.getByRole("button", { name: "Thread menu" });
  await expect(thread.message, "the page listens").toBeFocused();
  await menu.focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: "Share…" });
  await expect(item).toBeVisible();
  while (!(await item.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  const make = page.getByRole("dialog").getByRole("button", { name: "Make link" });
  await expect(make).toBeVisible();
  await make.press("Enter");
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/\/shared\//);
  const address = await link.inputValue();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(menu).toBeFocused();

  await page.goto("/settings");
  const shares = page.getByRole("list", { name: "Shared threads" });
  await expect(shares.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page, "settings with a shared thread");
  await shares.getByRole("button", { name: /^Stop sharing / }).click();
  await expect(page.getByText("You share no thread")).toBeVisible();

  const twice = await record(db, member, "Shared twice");
  const { token } = await shareThread(ctxOf(db, member), { threadId: twice });
  const another = `/shared/${token}`;
  const reader = await openAs(await makeMember(db));
  watch.expect(/^404 GET .*\/shared\//);
  const isNotFound = async (which: string) => {
    expect((await reader.goto(which))?.status()).toBe(404);
    await expect(reader.getByRole("heading", { name: "Not shared" })).toBeVisible();
  };
  await isNotFound(address);
  await isNotFound(`/shared/${randomUUID()}`);
  expect((await reader.goto(another))?.status()).toBe(200);
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, member.userId));
  await isNotFound(another);
  await db.update(users).set({ disabledAt: null }).where(eq(users.id, member.userId));
  await deleteThreads(ctxOf(db, member), { threadIds: [twice] });
  await isNotFound(another);
});
