import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { prompts } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { deletePrompt, getPrompt, listPrompts, PROMPTS_MAX, type PromptInput, savePrompt } from "..";

const db = useTestDb();

const TEXT = "Write to {{whom}}.";
const given = (changes: Partial<PromptInput> & { promptId?: string | undefined } = {}) => ({
  ...{ name: "Letter", text: TEXT, visibility: "me" as const },
  ...changes,
});

async function newCtx(tx: Tx, role: "admin" | "member" = "member"): Promise<Ctx> {
  return { db: tx, actor: await makeMember(tx, role) };
}

const namesOf = async (ctx: Ctx, prefix = "") =>
  (await listPrompts(ctx, { prefix })).prompts.map(({ name }) => name);

describe("savePrompt", () => {
  test("makes a prompt, changes it as a whole, and keeps its text to the letter", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await newCtx(tx);
      const { promptId } = await savePrompt(
        ctx,
        given({ name: "  / Letter\nhome ", text: "a\r\n  {{b}}\n" }),
      );
      const made = {
        id: promptId,
        name: "Letter home",
        text: "a\n  {{b}}",
        visibility: "me",
        mayChange: true,
      };
      expect(await getPrompt(ctx, { promptId })).toEqual(made);
      await savePrompt(ctx, given({ promptId, name: "letter HOME" }));
      expect(await getPrompt(ctx, { promptId })).toEqual({ ...made, name: "letter HOME", text: TEXT });
    }));

  test.each<[string, Partial<PromptInput>]>([
    ["name", { name: " / " }],
    ["name", { name: "x".repeat(61) }],
    ["name", { name: "either/or" }],
    ["text", { text: " \n " }],
    ["text", { text: "x".repeat(8_001) }],
    ["visibility", { visibility: "department" as "me" }],
  ])("refuses a wrong %s in one sentence", (field, wrong) =>
    inTestTransaction(db, async (tx) => {
      const refused = savePrompt(await newCtx(tx), given(wrong));
      await expect(refused).rejects.toMatchObject({ code: "invalid", details: { field } });
      await expect(refused).rejects.toThrow(/^[A-Z].*\.$/);
    }),
  );

  test("refuses a name there is, in any letter case; another member's and everyone's may be alike", () =>
    inTestTransaction(db, async (tx) => {
      const [ctx, other, admin] = [await newCtx(tx), await newCtx(tx), await newCtx(tx, "admin")];
      const name = `Letter ${newId()}`;
      await savePrompt(ctx, given({ name }));
      const taken = { code: "conflict", details: { field: "name" } };
      await expect(savePrompt(ctx, given({ name: name.toUpperCase() }))).rejects.toMatchObject(taken);
      await savePrompt(other, given({ name }));
      await savePrompt(admin, given({ name, visibility: "everyone" }));
      const again = savePrompt(await newCtx(tx, "admin"), given({ name, visibility: "everyone" }));
      await expect(again).rejects.toMatchObject(taken);
      expect((await listPrompts(ctx, { prefix: name })).prompts.map(({ visibility }) => visibility)).toEqual([
        "me",
        "everyone",
      ]);
    }));

  test("ends at the most there can be", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await newCtx(tx);
      const { userId } = ctx.actor;
      const many = Array.from({ length: PROMPTS_MAX }, (_, n) => ({
        id: newId(),
        userId,
        name: `N${n}`,
        text: TEXT,
      }));
      await tx.insert(prompts).values(many);
      await expect(savePrompt(ctx, given())).rejects.toMatchObject({ code: "invalid" });
      await savePrompt(ctx, given({ promptId: many[0]?.id, name: "Still changeable" }));
    }));
});

describe("who finds a prompt and who may change it", () => {
  test("one's own is nobody else's, an admin's included", () =>
    inTestTransaction(db, async (tx) => {
      const owner = await newCtx(tx);
      const { promptId } = await savePrompt(owner, given());
      for (const stranger of [await newCtx(tx), await newCtx(tx, "admin")]) {
        const acts = [
          () => getPrompt(stranger, { promptId }),
          () => deletePrompt(stranger, { promptId }),
          () => savePrompt(stranger, { ...given(), promptId }),
        ];
        for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "not_found" });
        expect(await namesOf(stranger, "Letter")).not.toContain("Letter");
      }
      for (const missing of [newId(), "nonsense"]) {
        await expect(getPrompt(owner, { promptId: missing })).rejects.toMatchObject({ code: "not_found" });
      }
      expect(await getPrompt(owner, { promptId })).toMatchObject({ text: TEXT });
    }));

  test("everyone's is found by all, and made, changed and deleted by admins alone", () =>
    inTestTransaction(db, async (tx) => {
      const [maker, admin, member] = [await newCtx(tx, "admin"), await newCtx(tx, "admin"), await newCtx(tx)];
      const everyones = given({ name: `Shared ${newId()}`, visibility: "everyone" });
      await expect(savePrompt(member, everyones)).rejects.toMatchObject({ code: "forbidden" });
      const { promptId } = await savePrompt(maker, everyones);
      expect(await getPrompt(member, { promptId })).toMatchObject({ mayChange: false });
      expect(await getPrompt(admin, { promptId })).toMatchObject({ mayChange: true });
      await expect(deletePrompt(member, { promptId })).rejects.toMatchObject({ code: "not_found" });
      const own = savePrompt(member, { ...everyones, visibility: "me", promptId });
      await expect(own).rejects.toMatchObject({ code: "not_found" });
      await savePrompt(admin, { ...everyones, text: "New.", promptId });
      expect(await getPrompt(member, { promptId })).toMatchObject({ text: "New." });
      await savePrompt(admin, { ...everyones, visibility: "me", promptId });
      await expect(getPrompt(maker, { promptId })).rejects.toMatchObject({ code: "not_found" });
      expect(await getPrompt(admin, { promptId })).toMatchObject({ visibility: "me" });
    }));
});

describe("listPrompts", () => {
  test("finds by the beginning of a name, whatever is in it, each once and by name", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await newCtx(tx);
      const names = ["Übersetzen", "reply", "Report", "RE_PLY", "re%", "Answer", "😀 smile"];
      for (const name of names) await savePrompt(ctx, given({ name }));
      const own = async (prefix: string) =>
        (await listPrompts(ctx, { prefix })).prompts
          .filter((p) => p.visibility === "me")
          .map(({ name }) => name);
      expect(await own("RE")).toEqual(["re%", "RE_PLY", "reply", "Report"]);
      expect(await own("re_")).toEqual(["RE_PLY"]);
      expect(await own("re%")).toEqual(["re%"]);
      expect(await own("üb")).toEqual(["Übersetzen"]);
      expect(await own("😀")).toEqual(["😀 smile"]);
      expect(await own("ply")).toEqual([]);
      expect(await own("")).toHaveLength(names.length);
    }));

  test("is capped and says that there are more", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await newCtx(tx);
      const prefix = newId();
      for (const n of [1, 2, 3]) await savePrompt(ctx, given({ name: `${prefix} ${n}` }));
      const page = await listPrompts(ctx, { prefix, limit: 2 });
      expect(page.prompts.map(({ name }) => name)).toEqual([`${prefix} 1`, `${prefix} 2`]);
      expect(page.isAll).toBe(false);
      expect((await listPrompts(ctx, { prefix, limit: 3 })).isAll).toBe(true);
    }));

  test("reads ranges of its indexes alone", () =>
    inTestTransaction(db, async (tx) => {
      const { userId } = (await newCtx(tx)).actor;
      await tx.execute(sql`set local enable_seqscan = off`);
      const range = sql`(lower(name) collate "C") >= 'a' and (lower(name) collate "C") < 'a' || chr(1114111)`;
      const explain = async (which: ReturnType<typeof sql>) =>
        (
          await tx.execute(sql`explain select * from prompts where ${which} and ${range}
          order by (lower(name) collate "C") limit 51`)
        )
          .map((row) => String(row["QUERY PLAN"]))
          .join("\n");
      const own = await explain(sql`user_id = ${userId}::uuid and visibility = 'me'`);
      expect(own).toMatch(/Index Scan using prompts_own[\s\S]*Index Cond: .*user_id[\s\S]*>= 'a'/);
      const everyones = await explain(sql`visibility = 'everyone'`);
      expect(everyones).toMatch(/Index Scan using prompts_everyone[\s\S]*Index Cond: .*>= 'a'/);
      expect(own + everyones).not.toContain("Sort");
    }));
});

test("what is deleted comes back as it was by saving it", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await newCtx(tx);
    const { promptId } = await savePrompt(ctx, given());
    const deleted = await deletePrompt(ctx, { promptId });
    expect(deleted).toEqual(given());
    await expect(deletePrompt(ctx, { promptId })).rejects.toMatchObject({ code: "not_found" });
    const restored = await savePrompt(ctx, deleted);
    expect(await getPrompt(ctx, restored)).toMatchObject(given());
  }));
