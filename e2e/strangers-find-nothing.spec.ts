import { randomUUID } from "node:crypto";
import type { Request } from "@playwright/test";
import { desc, eq } from "drizzle-orm";
import { runs } from "@/db/schema";
import { saveAssistant } from "@/lib/assistants";
import { expect, test } from "./fixtures";
import { periodsOf } from "./fixtures/ledger";
import { ctxOf, makeMember } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { DetailsPage } from "./pages/details";
import { PromptsPage } from "./pages/prompts";

/** What each of them answers is in the access matrix; here is what a member reads. */
const ADMIN_PAGES = [
  "/admin",
  "/admin/costs?range=nonsense&by=member&as=table",
  "/admin/members/01a205d0-3a20-765a-b444-339e3d3ece2a",
];

test("to a member no page of admins exists", async ({ page, watch }) => {
  watch.expect(/^404 GET .*\/admin/);
  for (const path of ADMIN_PAGES) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByText("It leads nowhere, or to a page for admins"), path).toBeVisible();
    await expect(page.getByRole("link", { name: "Admin" }), path).toHaveCount(0);
    await expect(page.getByRole("table"), path).toHaveCount(0);
  }
});

test("a member who repeats an admin's request changes nothing", async ({
  openAs,
  admin,
  member,
  page,
  db,
}) => {
  const administration = await openAs(admin);
  await administration.goto(`/admin/costs?q=${member.email}`);
  await administration.getByRole("button", { name: `Set budget of ${member.name}` }).click();
  await administration.getByRole("textbox", { name: "Each month, in US dollars" }).fill("7");
  const asked = administration.waitForRequest((request) => request.method() === "POST");
  await administration.getByRole("button", { name: "Save" }).click();
  const request = await asked;
  await expect(administration.getByText("The budget is saved")).toBeVisible();
  const saved = await periodsOf(db, member);
  const headers = await request.allHeaders();
  const body = request
    .postDataBuffer()
    ?.toString("latin1")
    .replace(/(name="\w*month"\r\n\r\n)7/, "$19000");
  expect(body, "the repeated request asks for another amount").toContain("\r\n9000");

  await page.goto("/");
  const answer = await page.request.post("/admin/costs", {
    headers: {
      "next-action": headers["next-action"] ?? "",
      "content-type": headers["content-type"] ?? "",
      accept: "text/x-component",
      origin: new URL(page.url()).origin,
    },
    data: Buffer.from(body ?? "", "latin1"),
  });
  expect(await answer.text()).toContain("not_found");
  expect(await periodsOf(db, member)).toEqual(saved);
});

test("another member's thread, run and assistant look like missing ones", async ({ page, db, watch }) => {
  const other = await makeMember(db);
  const { id } = await recordAnswer(db, {
    userId: other.userId,
    at: new Date(),
    question: "Is this private?",
    answer: "Yes, it is.",
    inputTokens: 100,
    outputTokens: 20,
    thread: { title: "Private matters" },
  });
  watch.expect(/^404 GET .*\/threads\//);
  watch.expect(/^404 GET .*\/assistants\//);
  for (const threadId of [id, randomUUID(), "nonsense"]) {
    const answer = await page.goto(`/threads/${threadId}`);
    expect(answer?.status(), threadId).toBe(404);
    await expect(page.getByRole("heading", { name: "Thread not found" })).toBeVisible();
    await expect(page.getByText("Private matters")).toHaveCount(0);
  }
  const [run] = await db.select().from(runs).where(eq(runs.threadId, id)).orderBy(desc(runs.id)).limit(1);
  const answers = await Promise.all(
    [run?.id, randomUUID(), "nonsense"].map(async (runId) => {
      const answer = await page.request.get(`/api/runs/${runId}/events`);
      return { status: answer.status(), body: await answer.json() };
    }),
  );
  expect(answers[0]?.status).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);

  const { assistantId } = await saveAssistant(ctxOf(db, other), {
    ...{ name: "Private helper", description: "", instructions: "Be private.", model: null },
    ...{ outputTokensMax: null, sharing: { visibility: "me" } },
  });
  for (const id of [assistantId, randomUUID(), "nonsense"]) {
    const answer = await page.goto(`/assistants/${id}`);
    expect(answer?.status(), id).toBe(404);
    await expect(page.getByText("Private helper")).toHaveCount(0);
    await page.goto(`/?assistant=${id}`);
    await expect(page.getByRole("button", { name: "Assistant: none" })).toBeVisible();
  }
});

test("a member who repeats another's requests about a thread, an answer, a link or a prompt gets nothing", async ({
  page,
  openAs,
  db,
  member,
}) => {
  const { id } = await recordAnswer(db, {
    ...{ userId: member.userId, at: new Date(), thread: { title: "Private matters" } },
    ...{ question: "Is this private?", answer: "Yes, it is.", inputTokens: 100, outputTokens: 20 },
  });
  const asked: Request[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-action"]) asked.push(request);
  });
  const details = new DetailsPage(page);
  await page.goto(`/threads/${id}`);
  await page.getByRole("button", { name: "Good answer" }).click();
  await details.chooseOfAnswer(page.getByRole("article").last(), "Details");
  await expect(details.dialog.getByText("This answer cost")).toBeVisible();
  await details.close();
  await details.chooseOfThread("Statistics");
  await expect(details.dialog.getByRole("table").first()).toBeVisible();
  await details.close();
  await details.chooseOfThread("Limit this thread…");
  await details.dialog.getByRole("textbox").fill("2");
  await details.dialog.getByRole("button", { name: "Save" }).click();
  await expect(details.dialog).toHaveCount(0);
  await details.share();
  await details.dialog.getByRole("button", { name: "Stop sharing" }).click();
  await expect(details.dialog.getByRole("button", { name: "Make link" })).toBeVisible();
  const prompts = new PromptsPage(page);
  await page.goto("/settings");
  await prompts.row("Reply").getByRole("button", { name: "Edit Reply" }).click();
  await prompts.write({ name: "Reply", text: "Private matters: {{all}}" });
  await prompts.row("Reply").getByRole("button", { name: "Delete Reply" }).click();
  await expect(prompts.row("Reply")).toHaveCount(0);
  const what = "rate, details, statistics, limit twice, find, share and stop; read, save and delete a prompt";
  expect(asked, what).toHaveLength(11);

  const stranger = await openAs(await makeMember(db));
  await stranger.goto("/");
  for (const request of asked) {
    const headers = await request.allHeaders();
    const answer = await stranger.request.post("/", {
      headers: {
        "next-action": headers["next-action"] ?? "",
        "content-type": headers["content-type"] ?? "",
        accept: "text/x-component",
        origin: new URL(stranger.url()).origin,
      },
      data: request.postDataBuffer() ?? "",
    });
    const text = await answer.text();
    expect(text, request.postData() ?? "").toContain("not_found");
    expect(text).not.toContain("Private matters");
  }
});

test("a visitor is sent to sign in from every page and gets no data", async ({ openAs }) => {
  const page = await openAs(null);
  const addresses = [`/threads/${randomUUID()}`, `/shared/${randomUUID()}`];
  const pages = [
    "/",
    "/archived",
    "/assistants",
    "/deleting",
    "/deleted",
    "/usage",
    "/settings",
    "/admin/costs",
  ];
  for (const path of [...pages, ...addresses]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  const answer = await page.request.get(`/api/runs/${randomUUID()}/events`);
  expect(answer.status()).toBe(401);
});

const EXPORT = "/api/threads/export";
const IMPORT = "/api/threads/import";

test("another member's thread is in no file, a visitor gets none, and another site cannot send one", async ({
  page,
  openAs,
  db,
}) => {
  const other = await makeMember(db);
  const { id } = await recordAnswer(db, {
    ...{ userId: other.userId, at: new Date(), thread: { title: "Private matters" } },
    ...{ question: "Is this private?", answer: "Yes, it is.", inputTokens: 100, outputTokens: 20 },
  });
  await page.goto("/");
  const answers = await Promise.all(
    [id, randomUUID(), "nonsense"].map(async (threadId) => {
      const answer = await page.request.get(`${EXPORT}?format=json&id=${threadId}`);
      return { status: answer.status(), body: await answer.json() };
    }),
  );
  expect(answers[0]?.status).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const all = await page.request.get(`${EXPORT}?format=json&all=1`);
  expect(all.headers()).toMatchObject({
    "content-type": "application/json",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringContaining("attachment; filename="),
  });
  expect((await all.json()).threads).toEqual([]);
  const tooMany = Array.from({ length: 101 }, () => `id=${randomUUID()}`).join("&");
  expect((await page.request.get(`${EXPORT}?format=json&${tooMany}`)).status()).toBe(422);
  const foreign = { headers: { "sec-fetch-site": "cross-site" }, data: "[]" };
  expect((await page.request.post(IMPORT, foreign)).status()).toBe(403);

  const visitor = await openAs(null);
  await visitor.goto("/sign-in");
  expect((await visitor.request.get(`${EXPORT}?format=json&all=1`)).status()).toBe(401);
  const own = { headers: { origin: new URL(visitor.url()).origin }, data: "[]" };
  expect((await visitor.request.post(IMPORT, own)).status()).toBe(401);
});
