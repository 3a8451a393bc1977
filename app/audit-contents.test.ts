import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { saveAssistant, savePrompt } from "@/lib/assistants";
import { savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";

const own = useOwnDb();
const admin = async (): Promise<Ctx> => ({ db: own.db, actor: await makeMember(own.db, "admin") });

/** What the log says of a subject, the oldest first. */
const rowsOf = (subjectId: string) =>
  own.db
    .select({ act: auditEntries.act, before: auditEntries.before, after: auditEntries.after })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(asc(auditEntries.seq));

describe("a row of the audit log", () => {
  test("has a plan's terms as they were and as they are", async () => {
    const ctx = await admin();
    const terms = { models: null, inputTokensMax: null, outputTokensMax: 500, requestPicoUsdMax: null };
    const { planId } = await savePlan(ctx, { name: "Team", ...terms });
    await savePlan(ctx, { planId, name: "Team", ...terms, models: ["openai/gpt-4o"], requestPicoUsdMax: 7n });
    const [made, changed] = await rowsOf(planId);
    expect(made).toMatchObject({
      act: "plan.create",
      before: null,
      after: { name: "Team", outputTokensMax: 500 },
    });
    expect(changed).toMatchObject({
      act: "plan.save",
      before: { models: null, requestPicoUsdMax: null },
      after: { models: ["openai/gpt-4o"], requestPicoUsdMax: "7" },
    });
  });

  test("has what changed of a shared assistant, and never its instructions", async () => {
    const ctx = await admin();
    const helper = { name: "Helper", description: "", model: null, outputTokensMax: null };
    const sharing = { visibility: "everyone" } as const;
    const { assistantId } = await saveAssistant(ctx, {
      ...helper,
      sharing,
      instructions: "The secret recipe.",
    });
    await saveAssistant(ctx, {
      ...{ ...helper, assistantId, sharing, name: "Second helper", outputTokensMax: 300 },
      instructions: "Another secret recipe, which is longer.",
    });
    const [made, changed] = await rowsOf(assistantId);
    expect(made).toMatchObject({ act: "assistant.create", before: null, after: { name: "Helper" } });
    expect(changed).toMatchObject({
      act: "assistant.save",
      before: { name: "Helper", outputTokensMax: null, instructionsTokens: expect.any(Number) },
      after: { name: "Second helper", outputTokensMax: 300, instructionsTokens: expect.any(Number) },
    });
    expect(changed?.before?.instructionsTokens).not.toBe(changed?.after?.instructionsTokens);
    expect(JSON.stringify([made, changed])).not.toContain("secret");
  });

  test("has how long a shared prompt was and is, and never its text; of a private one there is none", async () => {
    const ctx = await admin();
    const prompt = { name: "Recipe", text: "The secret recipe.", visibility: "everyone" } as const;
    const { promptId } = await savePrompt(ctx, prompt);
    await savePrompt(ctx, { ...prompt, promptId, text: "Another secret recipe." });
    const rows = await rowsOf(promptId);
    expect(rows).toMatchObject([
      { act: "prompt.create", before: null, after: { name: "Recipe", textCharacters: 18 } },
      { act: "prompt.save", before: { textCharacters: 18 }, after: { textCharacters: 22 } },
    ]);
    expect(JSON.stringify(rows)).not.toContain("secret");
    const mine = await savePrompt(ctx, { ...prompt, name: "Own recipe", visibility: "me" });
    expect(await rowsOf(mine.promptId)).toEqual([]);
  });
});
