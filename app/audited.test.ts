import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { asc, gt } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { auditEntries } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { handlerOf } from "@/lib/action";
import { AUDIT_ACTS, verifyChain } from "@/lib/audit";
import type { SignedInCtx } from "@/lib/auth";
import { createOrganisation } from "@/lib/org";
import { AUDITED } from "./testing/audited-actions";
import { READING } from "./testing/reading-actions";

// The environment is read once: a provider whose costs can be fetched has to be there before.
const upstream = await vi.hoisted(async () => {
  const { startUpstream } = await import("@/e2e/upstream/server");
  const started = await startUpstream({ apiKey: "admin" });
  vi.stubEnv("OPENAI_BASE_URL", started.url);
  vi.stubEnv("OPENAI_ADMIN_KEY", "admin");
  return started;
});
afterAll(() => upstream.close());

// There are no pages to refresh here.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const ROOT = fileURLToPath(new URL("./(workspace)/", import.meta.url));
const ADMIN_ACTION = /^export const (\w+) = defineAdminAction\(/gm;

/** Every action of admins, as `file#name`, from the files themselves. */
const adminActions = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$/.test(path))
  .flatMap((path) => {
    const names = readFileSync(join(ROOT, path), "utf8").matchAll(ADMIN_ACTION);
    return [...names].map(([, name]) => `${path}#${name}`);
  });

const own = useOwnDb();
const box: { ctx?: SignedInCtx } = {};

beforeAll(async () => {
  // What is stored of a channel is sealed with it.
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
  const profile = await createOrganisation(own.db, {
    ...{ organisationName: "Northwind", name: "Member 01", email: "owner@example.org" },
    password: "correct horse battery",
  });
  const actor = { userId: profile.userId, role: profile.role, departmentId: null };
  box.ctx = { db: own.db, profile, actor };
});

/** The rows that an action leaves in the log. */
async function run(action: string, input: unknown) {
  const [path = "", name = ""] = action.split("#");
  const exported: Record<string, unknown> = await import(join(ROOT, path));
  const handle = handlerOf(exported[name]);
  if (!handle || !box.ctx) throw new Error(`${action} is no action.`);
  const { verified } = await verifyChain(own.db);
  await handle(box.ctx, input);
  return own.db
    .select()
    .from(auditEntries)
    .where(gt(auditEntries.seq, verified))
    .orderBy(asc(auditEntries.seq));
}

function ctx() {
  if (!box.ctx) throw new Error("There is no organisation yet.");
  return { ...box.ctx, db: own.db };
}

const IDS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,|$)/;

/** The same input with ids of nothing. */
function estrange(input: unknown): unknown {
  if (typeof input === "string") return IDS.test(input) ? randomUUID() : input;
  if (Array.isArray(input)) return input.map(estrange);
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, estrange(value)]));
}

describe("the audit log", () => {
  test("is told about every action of admins, by name", () => {
    expect(adminActions.length).toBeGreaterThan(25);
    expect(adminActions.filter((action) => !(action in AUDITED || action in READING))).toEqual([]);
  });

  test.each(Object.entries(AUDITED))(
    "has a row of %s, which finds nothing by an id of nothing",
    async (action, { acts, given, strange: code = "not_found" }) => {
      const input = await given(ctx());
      const strange = estrange(input);
      if (!isDeepStrictEqual(strange, input)) {
        await expect(run(action, strange)).rejects.toMatchObject({ code });
      }
      const rows = await run(action, input);
      expect([...new Set(rows.map(({ act }) => act))]).toEqual(acts);
      expect(rows.map(({ userId }) => userId)).toEqual(rows.map(() => box.ctx?.actor.userId));
      const texts = rows.map(({ before, after }) => JSON.stringify([before, after]));
      expect(texts.join(), "no secret, no instruction and no message").not.toMatch(
        /pk_|whsec_|\$argon2|Be brief|Say it\./,
      );
      expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(1_000);
    },
  );

  test.each(Object.entries(READING))("has no row of %s, which only reads", async (action, input) => {
    expect(await run(action, input)).toEqual([]);
  });

  test("holds as a chain after all of that", async () => {
    expect(await verifyChain(own.db)).toMatchObject({ broken: null });
  });

  test("knows no act that nothing leads to", async () => {
    const reached = new Set(Object.values(AUDITED).flatMap(({ acts }) => acts));
    const elsewhere = [
      ...["organisation.create", "member.add", "member.join", "price.sync"],
      ...["plan.save", "assistant.save", "prompt.save"],
    ];
    expect(AUDIT_ACTS.filter((act) => !reached.has(act))).toEqual(
      AUDIT_ACTS.filter((act) => elsewhere.includes(act)),
    );
  });
});
