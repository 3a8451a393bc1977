import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId, newId } from "@/db/id";
import { assistants, departments, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { countTokens } from "../context/count-tokens";
import { optionId } from "../models/offered";
import { chooseModel } from "../models/pick";
import { type AssistantFields, type AssistantInput, readAssistant } from "./fields";
import { keepToTheMost } from "./most";
import { type Recorded, recordAssistant, recordedColumns } from "./record";
import { isChangeable, noAssistant } from "./visible";

/**
 * Makes an assistant of the caller's, or with `assistantId` changes one as a whole: one's own, and for admins what
 * others see too. The next message of each thread that chose it sees it. Throws `invalid`, `not_found`.
 */
export async function saveAssistant(
  ctx: Ctx,
  { assistantId, ...input }: AssistantInput & { assistantId?: string | undefined },
): Promise<{ assistantId: string }> {
  const { sharing, model, ...told } = readAssistant(input);
  const instructionsTokens = await countTokens(told.instructions);
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const before = assistantId === undefined ? null : await lockOne(inside, assistantId);
    const values = {
      ...{ ...told, instructionsTokens, updatedAt: sql`now()` },
      // A model that is not offered any more may stay until another one is chosen.
      model: model === null || model === before?.model ? model : await offeredId(model),
      visibility: sharing.visibility,
      departmentId: await departmentFor(inside, sharing, before),
    };
    const id = before?.id ?? newId();
    if (before) {
      await tx.update(assistants).set(values).where(eq(assistants.id, id));
    } else {
      await keepToTheMost(inside, ctx.actor.userId);
      await tx.insert(assistants).values({ ...values, id, userId: ctx.actor.userId });
    }
    const act = before ? "assistant.save" : "assistant.create";
    await recordAssistant(tx, ctx, { act, id, before, after: values });
    return { assistantId: id };
  });
}

type Before = Recorded & { id: string; userId: string };

async function lockOne(ctx: Ctx, assistantId: string): Promise<Before> {
  const [found] = isId(assistantId)
    ? await ctx.db
        .select({
          id: assistants.id,
          userId: assistants.userId,
          ...recordedColumns,
        })
        .from(assistants)
        .where(and(eq(assistants.id, assistantId), isChangeable(ctx)))
        .for("no key update", { of: assistants })
    : [];
  if (!found) throw noAssistant();
  return found;
}

async function offeredId(model: string): Promise<string> {
  const [offered] = await chooseModel(model).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    throw new AppError("invalid", error.message, { cause: error, details: { field: "model" } });
  });
  if (!offered) throw new Error("A model was chosen that nobody offers.");
  return optionId(offered);
}

/** Admins name any department, members share with their own; what an admin changes for somebody stays where it was. */
async function departmentFor(
  ctx: Ctx,
  sharing: AssistantFields["sharing"],
  before: Before | null,
): Promise<string | null> {
  if (sharing.visibility !== "department") return null;
  const { userId, role } = ctx.actor;
  const wanted = sharing.departmentId ?? (before && before.userId !== userId ? before.departmentId : null);
  if (wanted !== null && (role !== "member" || wanted === before?.departmentId)) {
    return exists(ctx.db, wanted);
  }
  const [member] = await ctx.db
    .select({ departmentId: users.departmentId })
    .from(users)
    .where(eq(users.id, userId));
  const own = member?.departmentId ?? null;
  if (own !== null && (wanted === null || wanted === own)) return own;
  throw sharingRefused(
    own === null
      ? "You are in no department: share it with everyone, or keep it to yourself."
      : "Share it with your own department, with everyone, or keep it to yourself.",
  );
}

/** Kept from being deleted until the assistant is stored. */
async function exists(conn: Conn, departmentId: string): Promise<string> {
  const [found] = await conn
    .select({ id: departments.id })
    .from(departments)
    .where(eq(departments.id, departmentId))
    .for("key share");
  if (!found) throw sharingRefused("This department does not exist any more: choose another one.");
  return found.id;
}

function sharingRefused(sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field: "sharing" } });
}
