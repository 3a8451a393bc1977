import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { messages, users } from "@/db/schema";
import { deleteThreads } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf, makeMember } from "./fixtures/people";
import { DetailsPage } from "./pages/details";
import { ThreadPage, unique } from "./pages/thread";

const PHONE = { width: 390, height: 844 };

test("a thread is read by a colleague up to now, updated, and stopped at once", { tag: "@phone" }, async ({
  page,
  openAs,
  db,
  watch,
}) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  const [first, second] = [unique("Plan the offsite"), unique("And the budget")];
  await page.goto("/");
  await thread.ask(first);
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

  await details.dialog.getByRole("button", { name: "Stop sharing" }).click();
  await expect(details.dialog.getByRole("button", { name: "Make link" })).toBeVisible();
  watch.expect(/^404 GET .*\/shared\//);
  expect((await reader.reload())?.status()).toBe(404);
  await expect(reader.getByRole("heading", { name: "Not shared" })).toBeVisible();
});

test("a reader goes on in a thread of their own, on a phone too", async ({ page, openAs, db }) => {
  const thread = new ThreadPage(page);
  const question = unique("How do tides work");
  await page.goto("/");
  await thread.ask(question);
  const address = await new DetailsPage(page).share();

  const reader = await openAs(await makeMember(db));
  await reader.setViewportSize(PHONE);
  await reader.goto(address);
  await expectAccessible(reader, "a shared thread on a phone");
  await reader.getByRole("button", { name: "Continue in a thread of your own" }).click();
  await expect(reader).toHaveURL(/\/threads\//);
  const own = new ThreadPage(reader);
  expect(own.id()).not.toBe(thread.id());
  await expect(own.questions).toContainText([question]);
  await own.message.fill(unique("And in the Baltic"));
  await own.message.press("Enter");
  await expect(own.answers.last().locator("[data-cost]")).toBeVisible();
  await page.reload();
  await expect(thread.questions).toHaveCount(1);
});

test("settings list what is shared and stop it; a link goes with its thread and its member", async ({
  page,
  openAs,
  db,
  member,
  watch,
}) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  await page.goto("/");
  await thread.ask(unique("Shared once"));
  const address = await details.share();
  await details.close();
  await page.goto("/settings");
  const shares = page.getByRole("list", { name: "Shared threads" });
  await expect(shares.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page, "settings with a shared thread");
  await shares.getByRole("button", { name: /^Stop sharing / }).click();
  await expect(page.getByText("You share no thread")).toBeVisible();

  await page.goto("/");
  await thread.ask(unique("Shared twice"));
  const another = await details.share();
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
  await deleteThreads(ctxOf(db, member), { threadIds: [thread.id()] });
  await isNotFound(another);
});

test("a thread is shared by keyboard alone, and the focus comes back", async ({ page }) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await thread.ask(unique("By keyboard"));
  const menu = page.getByRole("button", { name: "Thread menu" });
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
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/\/shared\//);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(menu).toBeFocused();
});
