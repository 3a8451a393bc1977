import { spawnSync } from "node:child_process";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listEffectiveLimits } from "@/lib/budgets";
import { addMember, createApiKey, createDepartment, findMemberByEmail } from "@/lib/org";
import { syncPrices } from "@/lib/pricing";
import { openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { budgets, users } from "../../db/schema";
import { openTemporaryDatabase, type TemporaryDatabase } from "../../db/testing/temporary-database";
import { findCommand } from ".";
import { ownerCtx } from "./owner-ctx";

let database: TemporaryDatabase;
let open: ReturnType<typeof openDb>;

beforeAll(async () => {
  database = await openTemporaryDatabase(inject("databaseUrl"), { name: "commands" });
  await migrateToLatest(database.url);
  open = openDb(database.url, 4);
  await syncPrices(open.db);
  const member = { name: "Member 01", password: "a long pass phrase" };
  await addMember(open.db, { ...member, email: "owner@example.org", role: "owner" });
  await addMember(open.db, { ...member, email: "member07@example.org", role: "member" });
  await createDepartment(await ownerCtx(open.db), { name: "Sales" });
});
afterAll(async () => {
  await open.close();
  await database.remove();
});

/** What a command prints, given as it is typed; parts in double quotes stay together. */
async function run(line: string): Promise<string> {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  const command = findCommand(words);
  if (!command) throw new Error(`There is no command in "${line}".`);
  const { lines, failure } = await command.prepare(words.slice(2))(open.db);
  expect(failure).toBeUndefined();
  return lines.join("\n");
}

const refusal = (line: string) => run(line).catch((error: unknown) => String(error));

const stored = () =>
  open.db
    .select({
      scope: budgets.scope,
      period: budgets.period,
      unit: budgets.unit,
      onLimit: budgets.onLimit,
      limit: budgets.limit,
    })
    .from(budgets)
    .orderBy(budgets.id);

describe("department add", () => {
  test("adds one of that name, once", async () => {
    expect(await run('department add "Customer care"')).toBe("Customer care added");
    expect(await refusal("department add customer CARE")).toContain("has this name already");
    expect(await refusal("department add")).toContain("The name is missing.");
  });
});

describe("budget set", () => {
  test("sets a budget for every scope that can be named, and removes it again", async () => {
    const { key } = await createApiKey(await ownerCtx(open.db), { name: "Reports" });
    const examples = await stored();
    const scopes = [
      ["org", "organisation"],
      ["department:sales", "Sales"],
      ["department-member:Sales", "each member of Sales"],
      ["plan:basic", "each member with Basic"],
      ["user:MEMBER07@example.org", "member07@example.org"],
      [`key:${key}`, "key Reports"],
      ["model:openai/gpt-4o", "openai/gpt-4o"],
    ];
    for (const [scope, name] of scopes) {
      expect(await run(`budget set --scope ${scope} --period week --usd 5`)).toBe(
        `${name} $5.00 per week, blocks`,
      );
      expect(await run(`budget set --scope ${scope} --period week --usd 0.25`)).toBe(
        `${name} $0.25 per week, blocks`,
      );
    }
    expect(await stored()).toHaveLength(examples.length + scopes.length);
    for (const [scope, name] of scopes) {
      expect(await run(`budget remove --scope ${scope} --period week`)).toBe(
        `${name} per week (block) in dollars removed`,
      );
    }
    expect(await stored()).toEqual(examples);
  });

  test("counts tokens or messages, and says what happens at the limit", async () => {
    await run("budget set --scope org --period total --tokens 2000000 --on-limit notify");
    await run("budget set --scope org --period day --messages 40");
    const downgrade = "--on-limit downgrade --downgrade-to openai/gpt-4o-mini";
    expect(await run(`budget set --scope org --period month --usd 100 ${downgrade}`)).toBe(
      "organisation $100.00 per month, then openai/gpt-4o-mini",
    );
    expect((await stored()).filter(({ scope }) => scope === "org")).toEqual([
      { scope: "org", period: "total", unit: "tokens", onLimit: "notify", limit: 2_000_000n },
      { scope: "org", period: "day", unit: "messages", onLimit: "block", limit: 40n },
      { scope: "org", period: "month", unit: "usd", onLimit: "downgrade", limit: 100_000_000_000_000n },
    ]);
    expect(await run("budget remove --scope org --period total --unit tokens --on-limit notify")).toBe(
      "organisation in total (notify) in tokens removed",
    );
    await run("budget remove --scope org --period day --unit messages");
    await run("budget remove --scope org --period month --on-limit downgrade");
    expect((await stored()).some(({ scope }) => scope === "org")).toBe(false);
  });

  test.each([
    ["budget set --period day --usd 5", "--scope is missing."],
    ["budget set --scope everybody --period day --usd 5", '"everybody" is not.'],
    ["budget set --scope user: --period day --usd 5", '"user:" is not.'],
    ["budget set --scope constructor:x --period day --usd 5", '"constructor:x" is not.'],
    [
      "budget set --scope org --period year --usd 5",
      '--period is one of day, week, month, total; "year" is not.',
    ],
    ["budget set --scope org --period day", "Say how much"],
    ["budget set --scope org --period day --usd 5 --tokens 5", "Say how much"],
    ["budget set --scope org --period day --tokens 1.5", '--tokens is a whole number; "1.5" is not.'],
    ["budget set --scope org --period day --usd five", "is not a dollar amount"],
    ["budget set --scope org --period day --usd 5 --on-limit downgrade", "--downgrade-to is missing."],
    ["budget set --scope org --period day --usd 5 --downgrade-to a/b", "goes with --on-limit downgrade"],
    ["budget set --scope department:Ghosts --period day --usd 5", "no department Ghosts. There are: "],
    ["budget set --scope plan:Gold --period day --usd 5", "no plan Gold. There are: Basic, Free, Premium."],
    [
      "budget set --scope user:ghost@example.org --period day --usd 5",
      "no member with the email ghost@example.org",
    ],
    ["budget set --scope key:pk_none0 --period day --usd 5", "no API key in use that begins with pk_none0"],
    ["budget set --scope key:pk_ --period day --usd 5", "at least the first 6 characters"],
    ["budget set --scope model:gpt-4o --period day --usd 5", "Name the model as provider/model"],
    [
      "budget remove --scope org --period week",
      "There is no budget in dollars for organisation per week (block).",
    ],
    [
      "budget set --scope org --period day --usd 5 --on-limit downgrade --downgrade-to x/y",
      "x/y has no price, so it is never called: name a model",
    ],
    ["budget set --scope model:foo/bar --period day --usd 5", "foo/bar has no price"],
  ])("%s: refused in words", async (line, words) => {
    expect(await refusal(line)).toContain(words);
  });
});

describe("user add", () => {
  const add = (email: string, ...words: string[]) =>
    spawnSync(
      process.execPath,
      [
        "--import",
        "tsx",
        "scripts/purser.ts",
        "user",
        "add",
        email,
        "--name",
        "Member 12",
        "--password-stdin",
        ...words,
      ],
      {
        input: "a long pass phrase\n",
        encoding: "utf8",
        env: { ...process.env, DATABASE_URL: database.url },
      },
    );

  test("puts the member into a department and a plan, or adds nobody", async () => {
    const refused = add("member12@example.org", "--department", "Sales", "--plan", "Gold");
    expect([refused.status, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toBe("There is no plan Gold. There are: Basic, Free, Premium.\n");
    expect(await findMemberByEmail(open.db, "member12@example.org")).toBeNull();

    const added = add("member12@example.org", "--department", "sales", "--plan", "free");
    expect([added.status, added.stderr]).toEqual([0, ""]);
    expect(added.stdout).toBe("member12@example.org added as member\n");
    const [row] = await open.db.select().from(users).where(eq(users.email, "member12@example.org"));
    expect(row?.departmentId).not.toBeNull();
    const actor = { userId: row?.id ?? "", role: "member" as const, departmentId: null };
    expect(await listEffectiveLimits({ db: open.db, actor }, actor)).toMatchObject([
      { scope: "plan", scopeName: "Free", unit: "messages", limit: 100n, overridden: false },
    ]);
  }, 60_000);
});
