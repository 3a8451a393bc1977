import { eq, sql } from "drizzle-orm";
import { storedProviders } from "@/db/schema";
import { type Act, recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { nameTaken } from "./add";
import { requireAdmin } from "./admin-only";
import { readKey } from "./input";
import { forgetProviders } from "./memory";
import { lockProvider, type ProviderRow, sealKey, subjectOf, type WhichProvider } from "./row";

/** Puts another key in place of the one that is there. What is under way ends with the one it began with. */
export async function replaceKey(ctx: Ctx, input: WhichProvider & { apiKey: string }): Promise<void> {
  requireAdmin(ctx);
  const apiKey = readKey(input.apiKey);
  await ctx.db.transaction(async (tx) => {
    const { id, name, keyEnding } = await lockProvider(tx, input);
    const sealed = sealKey(id, apiKey);
    const untested = { testedAt: null, testWorked: null, testSentence: null };
    await tx
      .update(storedProviders)
      .set({ ...sealed, ...untested, keySetAt: sql`now()` })
      .where(eq(storedProviders.id, id));
    await recordAct(tx, ctx.actor, {
      ...{ act: "provider.replace_key", subject: subjectOf({ id, name }) },
      ...{ before: { keyEnding }, after: { keyEnding: sealed.keyEnding } },
    });
  });
  forgetProviders();
}

/** From now on its models are not offered; what is under way ends. Answers whether they were offered. */
export async function pauseProvider(ctx: Ctx, which: WhichProvider): Promise<boolean> {
  const isDone = ({ pausedAt }: ProviderRow) => pausedAt !== null;
  return change(ctx, which, { act: "provider.pause", isDone, set: { pausedAt: sql`now()` } });
}

/** Offers its models again. Answers whether it was paused. */
export async function resumeProvider(ctx: Ctx, which: WhichProvider): Promise<boolean> {
  const isDone = ({ pausedAt }: ProviderRow) => pausedAt === null;
  return change(ctx, which, { act: "provider.resume", isDone, set: { pausedAt: null } });
}

/** Takes it away; its key is erased a day later. */
export async function removeProvider(ctx: Ctx, which: WhichProvider): Promise<void> {
  const isDone = ({ removedAt }: ProviderRow) => removedAt !== null;
  await change(ctx, which, { act: "provider.remove", isDone, set: { removedAt: sql`now()` } });
}

/** Brings a removed one back as it was. Throws `conflict` where another has its name, or its key is erased. */
export async function restoreProvider(ctx: Ctx, which: WhichProvider): Promise<void> {
  const isDone = ({ removedAt }: ProviderRow) => removedAt === null;
  await change(ctx, which, { act: "provider.restore", isDone, set: { removedAt: null } });
}

type Change = {
  act: Act;
  /** Where this is so already, nothing is done and nothing recorded. */
  isDone: (row: ProviderRow) => boolean;
  set: Parameters<ReturnType<Ctx["db"]["update"]>["set"]>[0];
};

async function change(ctx: Ctx, which: WhichProvider, { act, isDone, set }: Change): Promise<boolean> {
  requireAdmin(ctx);
  const isChanged = await ctx.db.transaction(async (tx) => {
    const removed = act === "provider.remove" || act === "provider.restore";
    const row = await lockProvider(tx, which, { removed });
    if (isDone(row)) return false;
    if (row.sealedKey === null) {
      throw new AppError("conflict", `The key of ${row.name} is erased: add it again.`);
    }
    await tx
      .update(storedProviders)
      .set(set)
      .where(eq(storedProviders.id, row.id))
      .catch((error: unknown) => {
        throw nameTaken(error, row.name) ?? error;
      });
    await recordAct(tx, ctx.actor, { act, subject: subjectOf(row) });
    return true;
  });
  forgetProviders();
  return isChanged;
}
