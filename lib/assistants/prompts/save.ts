import { and, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { prompts, users } from "@/db/schema";
import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";
import { lockOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { type PromptFields, type PromptInput, readPrompt } from "./fields";
import { recordPrompt } from "./record";
import { isChangeable, isPrompt, noPrompt } from "./visible";

/** The most that one member can have, and that everyone can have together. */
export const PROMPTS_MAX = 100;

/**
 * Makes a prompt, or with `promptId` changes one as a whole: one's own, and for admins everyone's. Throws `invalid`
 * with the field, `not_found`, `forbidden` for a member's that is to be everyone's, `conflict` for a name there is.
 */
export async function savePrompt(
  ctx: Ctx,
  { promptId, ...input }: PromptInput & { promptId?: string | undefined },
): Promise<{ promptId: string }> {
  const fields = readPrompt(input);
  if (fields.visibility === "everyone" && ctx.actor.role === "member") {
    throw new AppError(
      "forbidden",
      "Only admins make prompts for everyone: keep it to yourself, or ask one.",
    );
  }
  try {
    return await ctx.db.transaction(async (tx) => {
      const inTx = { ...ctx, db: tx };
      if (promptId !== undefined) {
        const before = await change(inTx, promptId, fields);
        await recordPrompt(tx, ctx, { act: "prompt.save", id: promptId, before, after: fields });
        return { promptId };
      }
      await keepToTheMost(inTx, fields.visibility);
      const id = newId();
      await tx.insert(prompts).values({ ...fields, id, userId: ctx.actor.userId });
      await recordPrompt(tx, ctx, { act: "prompt.create", id, before: null, after: fields });
      return { promptId: id };
    });
  } catch (error) {
    throw nameTaken(error) ?? error;
  }
}

/** Answers what it was. One that becomes somebody's own becomes the caller's; one that is everyone's keeps its maker. */
async function change(ctx: Ctx, promptId: string, fields: PromptFields): Promise<PromptFields> {
  const [before] = await ctx.db
    .select({ name: prompts.name, text: prompts.text, visibility: prompts.visibility })
    .from(prompts)
    .where(and(isPrompt(promptId), isChangeable(ctx)))
    .for("no key update");
  if (!before) throw noPrompt();
  const isMoved = before.visibility !== fields.visibility;
  if (isMoved) await keepToTheMost(ctx, fields.visibility);
  await ctx.db
    .update(prompts)
    .set({ ...fields, ...(isMoved && { userId: ctx.actor.userId }), updatedAt: sql`now()` })
    .where(isPrompt(promptId));
  return before;
}

/** Two at once wait for each other: at the member's row, or for everyone's at the organisation's. */
async function keepToTheMost({ db, actor }: Ctx, visibility: PromptFields["visibility"]): Promise<void> {
  const { userId } = actor;
  if (visibility === "everyone") await lockOrganisation(db);
  else await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const ofAll = eq(prompts.visibility, visibility);
  const those = visibility === "everyone" ? ofAll : and(ofAll, eq(prompts.userId, userId));
  if ((await db.$count(prompts, those)) < PROMPTS_MAX) return;
  const whose = visibility === "everyone" ? "There are" : "You have";
  const many = visibility === "everyone" ? "prompts for everyone" : "prompts";
  throw new AppError("invalid", `${whose} ${PROMPTS_MAX} ${many}, the most there can be: delete one first.`);
}

const TAKEN: Record<string, string> = {
  prompts_own: "You have a prompt of this name: choose another one.",
  prompts_everyone: "There is a prompt of this name for everyone: choose another one.",
};

function nameTaken(cause: unknown): AppError | null {
  const sentence = TAKEN[violatedConstraint(cause) ?? ""];
  return sentence ? new AppError("conflict", sentence, { cause, details: { field: "name" } }) : null;
}
