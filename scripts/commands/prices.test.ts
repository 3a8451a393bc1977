import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addMember } from "@/lib/org";
import { findPrice } from "@/lib/pricing";
import { openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openTemporaryDatabase, type TemporaryDatabase } from "../../db/testing/temporary-database";
import { findCommand } from ".";

let database: TemporaryDatabase;
let open: ReturnType<typeof openDb>;

beforeAll(async () => {
  database = await openTemporaryDatabase(inject("databaseUrl"), { name: "prices" });
  await migrateToLatest(database.url);
  open = openDb(database.url, 4);
  const owner = { name: "Member 01", email: "owner@example.org", password: "a long pass phrase" };
  await addMember(open.db, { ...owner, role: "owner" });
  await run("prices sync");
});
afterAll(async () => {
  await open.close();
  await database.remove();
});

async function run(line: string): Promise<string> {
  const words = line.split(" ");
  const command = findCommand(words);
  if (!command) throw new Error(`There is no command in "${line}".`);
  const { lines } = await command.prepare(words.slice(2))(open.db);
  return lines.join("\n");
}

const refusal = (line: string) => run(line).catch((error: unknown) => String(error));
const wanted = "--input 2.50 --output 10";

describe("prices set", () => {
  test("holds once it returns, with cached tokens at the price of input unless said otherwise", async () => {
    expect(await run(`prices set openai/gpt-4o-mini ${wanted}`)).toMatch(
      /^openai\/gpt-4o-mini\t2\.5\t2\.5\t10\t\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    );
    const price = await findPrice(open.db, { provider: "openai", model: "gpt-4o-mini" });
    expect(price).toMatchObject({ source: "admin", inputPicoUsd: 2_500_000n, cacheWritePicoUsd: 2_500_000n });
    expect(await run("prices list")).toMatch(/^openai\/gpt-4o-mini\t2\.5\t2\.5\t10\t\d{4}-\d\d-\d\d$/m);
  });

  test("plans a price for a later day, of a model whose name has slashes", async () => {
    const line = `prices set openrouter/some/model ${wanted} --cached-input 0.075 --cache-write 3 --from 2099-12-01`;
    expect(await run(line)).toBe("openrouter/some/model\t2.5\t0.075\t10\t2099-12-01T00:00:00.000Z");
    const named = { provider: "openrouter", model: "some/model" };
    expect(await findPrice(open.db, named)).toBeNull();
    expect(await findPrice(open.db, { ...named, at: new Date("2099-12-01") })).toMatchObject({
      cachedInputPicoUsd: 75_000n,
      cacheWritePicoUsd: 3_000_000n,
    });
    expect(await run("prices list")).not.toContain("some/model");
  });

  test.each([
    ["prices set gpt-4o --input 1 --output 1", "such as openai/gpt-4o-mini"],
    ["prices set opnai/gpt-4o --input 1 --output 1", "The provider is one of openai, anthropic"],
    ["prices set openai/gpt-4o --output 1", "--input is missing"],
    ["prices set openai/gpt-4o --input 1", "--output is missing"],
    ["prices set openai/gpt-4o --input 1,50 --output 1", "at most six decimals"],
    ["prices set openai/gpt-4o --input 1 --output 1 --from soon", "Give a day such as 2026-12-01"],
    ["prices set openai/gpt-4o --input 1 --output 1 --from 2020-01-01", "cannot begin in the past"],
    [
      "prices set google/gemini-2.5-pro --input 1 --output 1",
      "has long-context prices: set them together at /admin/models",
    ],
  ])("says what is wrong with %j", async (line, sentence) => {
    expect(await refusal(line)).toContain(sentence);
  });
});

test("prices sync adds nothing twice and leaves a price that was set", async () => {
  expect(await run("prices sync")).toBe("0 prices added");
  expect(await run("prices list")).toContain("openai/gpt-4o-mini\t2.5\t2.5\t10\t");
});
