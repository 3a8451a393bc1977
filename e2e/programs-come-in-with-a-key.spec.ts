import { randomUUID } from "node:crypto";
import OpenAI from "openai";
import { toDecimalUsd } from "@/lib/money";
import { createApiKey } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf, openWorkOf } from "./fixtures/ledger";
import { ctxOf } from "./fixtures/people";
import { place } from "./fixtures/place";
import { upstream } from "./fixtures/upstream";

const clientFor = (apiKey: string) =>
  new OpenAI({ baseURL: `${place.baseUrl()}/v1`, apiKey, logLevel: "off" });

const ask = (content: string) => ({
  model: "gpt-4o-mini",
  messages: [{ role: "user" as const, content }],
});

test("a program comes in with a key from the settings, keeps to its limit, and is out once it is revoked", async ({
  page,
  member,
  db,
}) => {
  await page.goto("/settings");
  await expect(page.getByText("set it with this address")).toContainText(`${place.baseUrl()}/v1`);
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("nightly report");
  await expectAccessible(page, "the dialog of a new key");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await dialog.getByRole("textbox", { name: "API key" }).inputValue();
  await expect(dialog.getByRole("button", { name: "Copy key" })).toBeFocused();
  expect(key).toMatch(/^pk_[\w-]{43}$/);
  await expect(dialog).toContainText(`${place.baseUrl()}/v1`);
  await expectAccessible(page, "a key that was made");
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row", { name: "nightly report" });
  await expect(row).toContainText(key.slice(0, 10));
  await expect(row).toContainText("Never");
  await expect(page.getByText(key)).toHaveCount(0);

  const client = clientFor(key);
  expect((await client.models.list()).data.map(({ id }) => id)).toContain("gpt-4o-mini");
  expect(await client.models.retrieve("compatible/gpt-4o-mini")).toMatchObject({ object: "model" });
  const question = `Report ${randomUUID()}`;
  await upstream.reply(question, "All is well.");
  const answer = await client.chat.completions.create(ask(question));
  expect(answer.choices[0]?.message.content).toBe("All is well.");
  const [entry, ...others] = await entriesOf(db, member);
  expect(others).toEqual([]);
  expect(answer.usage).toMatchObject({
    cost_usd: toDecimalUsd(entry?.costPicoUsd ?? 0n),
    certainty: entry?.certainty,
  });
  await page.reload();
  await expect(row).not.toContainText("Never");

  await row.getByRole("button", { name: "Limit of nightly report: No limit" }).click();
  const limit = page.getByRole("dialog", { name: "Limit of nightly report" });
  await limit.getByRole("textbox", { name: "Each month, in US dollars" }).fill("much");
  await limit.getByRole("button", { name: "Save" }).click();
  await expect(limit.getByRole("textbox", { name: "Each month, in US dollars" })).toBeFocused();
  await expectAccessible(page, "the dialog of a key's limit");
  await limit.getByRole("textbox", { name: "Each month, in US dollars" }).fill("0.000001");
  await limit.getByRole("button", { name: "Save" }).click();
  await expect(limit).toHaveCount(0);
  await expect(row).toContainText("$0.000001 a month");
  const refused = await client.chat.completions.create(ask("More")).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 429, code: "insufficient_quota" });
  expect(await entriesOf(db, member)).toHaveLength(1);

  await row.getByRole("button", { name: "Revoke nightly report" }).click();
  const revoking = page.getByRole("dialog", { name: "Revoke nightly report?" });
  await expectAccessible(page, "the dialog that revokes a key");
  await revoking.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("The key nightly report no longer works.")).toBeVisible();
  await expect(page.getByText("No keys yet")).toBeVisible();
  const out = await client.models.list().catch((error: unknown) => error);
  expect(out).toMatchObject({ status: 401, code: "invalid_api_key" });
});

test("a program streams, calls tools, leaves without leaving anything held, and is told in its shape what is wrong at the door", async ({
  page,
  request,
  member,
  db,
}) => {
  const { key } = await createApiKey(ctxOf(db, member), { name: "laptop" });
  const client = clientFor(key);

  const runner = client.chat.completions.stream({
    ...ask(`Weather ${randomUUID()}`),
    stream_options: { include_usage: true },
    tools: [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }],
    tool_choice: "required",
  });
  const answer = await runner.finalChatCompletion();
  expect(answer.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { name: "weather" } });
  expect(answer.usage?.completion_tokens).toBeGreaterThan(0);

  const long = `Long ${randomUUID()}`;
  await upstream.behave(long, "slow:20+tokens:900");
  const stream = await client.chat.completions.create({ ...ask(long), stream: true });
  let pieces = 0;
  for await (const _ of stream) {
    pieces += 1;
    if (pieces > 5) stream.controller.abort();
  }
  await expect.poll(() => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
  await expect
    .poll(() => entriesOf(db, member))
    .toMatchObject([{ certainty: "exact" }, { certainty: "estimated", certaintyReason: "stopped" }]);
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Threads" }).getByText("API key")).toHaveCount(0);

  for (const [path, method] of [
    ["/v1/models", "GET"],
    ["/v1/chat/completions", "POST"],
    ["/v1/embeddings", "POST"],
  ] as const) {
    const told = await request.fetch(path, { method });
    expect(told.status(), path).toBe(401);
    expect(await told.json()).toMatchObject({ error: { code: "invalid_api_key", param: null } });
  }
});
