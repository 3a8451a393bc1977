import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { attachments, attempts } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { pngOf } from "./fixtures/png";
import { upstream } from "./fixtures/upstream";
import { AttachmentsPage } from "./pages/attachments";
import { ThreadPage, unique } from "./pages/thread";

const LONG = "A line of minutes that somebody took.\n".repeat(120);
const picture = (name: string) => ({ name, mimeType: "image/png", buffer: pngOf(640, 480) });
const words = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("a long text that is pasted goes along as a file, counted before and paid for after, and an image is refused by a model that reads none", async ({
  page,
  db,
}) => {
  const [thread, files] = [new ThreadPage(page), new AttachmentsPage(page)];
  await page.goto("/");
  await test.step("a long text", async () => {
    await files.paste(LONG);
    await expect(files.chips).toHaveText(/Pasted text\.txt5 kB/);
    await expect(files.quote).toContainText(/≈ 1,\d{3} tokens in/);
    await files.composer.getByRole("button", { name: "Insert as text instead" }).click();
    await expect(thread.message).toHaveValue(LONG);
    await expect(files.chips).toHaveCount(0);
    await thread.message.fill("");
    await files.paste(LONG, "ControlOrMeta+Shift+v");
    await expect(thread.message).toHaveValue(LONG);
    await thread.message.fill("");
    await files.paste(LONG);
    await expect(files.quote).toContainText(/≈ 1,\d{3} tokens in/);
    await page.reload();
    await expect(files.chips).toHaveText(/Pasted text\.txt/);
    await expectAccessible(page, "a composer with a file");
    const question = unique("Sum up these minutes");
    const answer = await thread.ask(question);
    await expect(answer.locator("[data-cost]")).toHaveAttribute("data-certainty", "exact");
    await expect(files.chips).toHaveCount(0);
    const [attempt] = await db
      .select()
      .from(attempts)
      .where(and(eq(attempts.threadId, thread.id()), eq(attempts.purpose, "answer")));
    expect(attempt?.inputTokens).toBeGreaterThan(1_000);
    expect(attempt?.inputTokensCounted).toBeGreaterThanOrEqual(attempt?.inputTokens ?? 0);
    expect(await upstream.parts(question)).toEqual([
      { type: "input_text", text: `[Attached file: Pasted text.txt]\n${LONG}` },
      { type: "input_text", text: question },
    ]);
    await page.reload();
    await thread.questions
      .first()
      .getByRole("button", { name: /Pasted text\.txt/ })
      .click();
    const dialog = page.getByRole("dialog", { name: "Pasted text.txt" });
    await expect(dialog).toContainText("A line of minutes that somebody took.");
    await expectAccessible(page, "a file that was sent");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });
  await page.goto("/");
  await test.step("an image", async () => {
    await files.drop(picture("map.png"));
    await expect(files.chips).toHaveText(/map\.png/);
    const question = unique("What is on this map");
    await thread.message.fill(question);
    const model = page.getByRole("combobox", { name: "Model" });
    await model.selectOption({ label: await labelOf(model, "o3-mini") });
    await expect(files.note).toHaveText(
      "o3-mini reads no images: choose another model, or remove the image.",
    );
    await expect(thread.send).toBeDisabled();
    await thread.message.press("Enter");
    await expect(thread.questions).toHaveCount(0);
    await model.selectOption({ label: await labelOf(model, "gpt-4o") });
    await expect(thread.send).toBeEnabled();
    await thread.send.click();
    await expect(page).toHaveURL(/\/threads\//);
    await thread.settled();
    const [image] = (await upstream.parts(question)) ?? [];
    expect(image).toEqual({
      ...{ type: "input_image", detail: "high" },
      image_url: `data:image/png;base64,${pngOf(640, 480).toString("base64")}`,
    });
    await page.reload();
    const shown = thread.questions.first().getByRole("img", { name: "map.png" });
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
    await thread.questions.first().getByRole("button", { name: "Edit" }).click();
    const editor = page.getByRole("textbox", { name: "Edit what you wrote" });
    await expect(page.getByRole("button", { name: "Remove map.png" })).toBeVisible();
    const again = unique("And what is beside it");
    await editor.fill(again);
    await page.getByRole("button", { name: "Send the edited version" }).click();
    await expect(thread.questions).toContainText(again);
    await thread.settled();
    expect((await upstream.parts(again))?.map(({ type }) => type)).toEqual(["input_image", "input_text"]);
    await expectAccessible(page, "a question with an image");
  });
});

test("what cannot be attached says why, and can be taken away", { tag: "@phone" }, async ({
  page,
  watch,
}) => {
  watch.expect(/^422 POST .*\/api\/attachments/);
  const [thread, files] = [new ThreadPage(page), new AttachmentsPage(page)];
  await page.goto("/");
  await files.choose(
    { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("MZ\0\u0001 a program") },
    words("plan.md", "# The plan"),
  );
  await expect(files.composer.getByRole("alert")).toHaveText(
    "Only text and images (PNG, JPEG, WebP, GIF) can be attached: copy the text out of this file.",
  );
  await thread.message.fill(unique("Read this"));
  await expect(files.note).toHaveText("Remove what could not be attached, or attach it again.");
  await expect(thread.send).toBeDisabled();
  await expectAccessible(page, "a composer with a refused file");
  await files.composer.getByRole("button", { name: "Remove photo.png" }).click();
  await expect(files.chips).toHaveText(/plan\.md10 B/);
  await expect(thread.message).toBeFocused();
  await expect(thread.send).toBeEnabled();
  await files.choose(...Array.from({ length: 10 }, (_, n) => words(`${n}.txt`, `File ${n}`)));
  await expect(page.getByText("A message has at most 10 attachments: send the rest after it.")).toBeVisible();
  await expect(files.chips).toHaveCount(10);
  await expect(thread.send).toBeEnabled();
  await thread.message.fill("");
  await thread.send.click();
  await expect(thread.questions.first().getByRole("button", { name: /plan\.md/ })).toBeVisible();
  await thread.settled();
});

test("a file of somebody else's looks like a missing one, and is served so that nothing in it runs", async ({
  page,
  openAs,
  admin,
  db,
  member,
}) => {
  const files = new AttachmentsPage(page);
  await page.goto("/");
  await files.choose(words("page.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"));
  await expect(files.chips).toHaveText(/page\.svg/);
  await expect.poll(() => db.$count(attachments, eq(attachments.userId, member.userId))).toBe(1);
  const [file] = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(eq(attachments.userId, member.userId));
  const address = `/api/attachments/${file?.id}`;
  const own = await page.request.get(address);
  expect(own.headers()).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": "attachment; filename=\"page.svg\"; filename*=UTF-8''page.svg",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  const stranger = await openAs(admin);
  await stranger.goto("/");
  const origin = { headers: { origin: new URL(stranger.url()).origin } };
  const told = await Promise.all(
    [file?.id, randomUUID(), "nonsense"].flatMap((id) => [
      stranger.request.get(`/api/attachments/${id}`),
      stranger.request.delete(`/api/attachments/${id}`, origin),
    ]),
  );
  const answers = await Promise.all(told.map(async (answer) => [answer.status(), await answer.text()]));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[0]).toBe(404);
  const foreign = await page.request.post("/api/attachments?name=a.txt", {
    ...{ data: "text", headers: { origin: "https://elsewhere.example" } },
  });
  expect(foreign.status()).toBe(403);
  const visitor = await openAs(null);
  expect((await visitor.request.get(new URL(address, page.url()).href)).status()).toBe(401);
  await files.composer.getByRole("button", { name: "Remove page.svg" }).click();
  await expect.poll(() => db.$count(attachments, eq(attachments.userId, member.userId))).toBe(0);
});

async function labelOf(model: import("@playwright/test").Locator, name: string): Promise<string> {
  const labels = await model.getByRole("option").allTextContents();
  return labels.find((label) => label.startsWith(`${name} ·`)) ?? name;
}
