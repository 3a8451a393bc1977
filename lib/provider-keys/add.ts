import { isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { storedProviders } from "@/db/schema";
import { violatedConstraint } from "@/db/violated-constraint";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { type NewProvider, PROVIDERS_MAX, readProvider } from "./input";
import { forgetProviders } from "./memory";
import { factsOf, sealKey, subjectOf, type WhichProvider } from "./row";

/**
 * Adds a provider; its models are offered from now on, in every process within a second. Throws `invalid` with the
 * field, `conflict` where the name is taken or there are as many as there may be, `not_found` for a member.
 */
export async function addProvider(ctx: Ctx, input: NewProvider): Promise<WhichProvider> {
  requireAdmin(ctx);
  const { apiKey, ...read } = readProvider(input);
  const id = newId();
  const provider = { id, ...read, ...sealKey(id, apiKey) };
  await ctx.db
    .transaction(async (tx) => {
      const there = await tx.$count(storedProviders, isNull(storedProviders.removedAt));
      if (there >= PROVIDERS_MAX) {
        throw new AppError("conflict", `There are ${PROVIDERS_MAX} providers already: remove one first.`);
      }
      await tx.insert(storedProviders).values({ ...provider, createdBy: ctx.actor.userId });
      const [subject, after] = [subjectOf(provider), factsOf(provider)];
      await recordAct(tx, ctx.actor, { act: "provider.add", subject, after });
    })
    .catch((error: unknown) => {
      throw nameTaken(error, provider.name) ?? error;
    });
  forgetProviders();
  return { providerId: id };
}

/** The failure that a second provider of one name is; null for any other. */
export function nameTaken(error: unknown, name: string): AppError | null {
  if (violatedConstraint(error) !== "stored_providers_name") return null;
  return new AppError("conflict", `There is a provider ${name} already: choose another name.`, {
    ...{ details: { field: "name" }, cause: error },
  });
}
