import { and, eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { storedProviders } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { askForModels, isProviderError, listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { requireAdmin } from "./admin-only";
import { lockProvider, type ProviderRow, subjectOf, toProvider, type WhichProvider } from "./row";
import type { ProviderTest } from "./types";

const UNREADABLE = "Its key was encrypted with another AUTH_SECRET: replace it.";

/** Asks a provider for its models now, also while it is paused, which costs nothing, and says what came of it. */
export async function testProvider(ctx: Ctx, which: WhichProvider): Promise<ProviderTest> {
  requireAdmin(ctx);
  if (!isId(which.providerId)) return testFixed(ctx, which.providerId);
  // The lock ends before anything is sent: nobody waits for somebody else's server.
  const row = await ctx.db.transaction((tx) => lockProvider(tx, which));
  const provider = toProvider(row);
  const outcome = provider ? await tryOut(provider) : { works: false, sentence: UNREADABLE };
  await ctx.db.transaction(async (tx) => {
    await keep(tx, row, outcome);
    await recordAct(tx, ctx.actor, {
      ...{ act: "provider.test", subject: subjectOf(row), after: { works: outcome.works } },
    });
  });
  return outcome;
}

async function testFixed(ctx: Ctx, name: string): Promise<ProviderTest> {
  const provider = listProviders().find(({ id }) => id === name);
  if (!provider) throw new AppError("not_found", "This provider does not exist any more.");
  const outcome = await tryOut(provider);
  const subject = { kind: "provider", id: null, name };
  await ctx.db.transaction((tx) =>
    recordAct(tx, ctx.actor, { act: "provider.test", subject, after: { works: outcome.works } }),
  );
  return outcome;
}

/** Nothing where it has another key by now. */
async function keep(tx: Ctx["db"], { id, sealedKey }: ProviderRow, { works, sentence }: ProviderTest) {
  if (sealedKey === null) return;
  await tx
    .update(storedProviders)
    .set({ testedAt: new Date(), testWorked: works, testSentence: sentence })
    .where(and(eq(storedProviders.id, id), eq(storedProviders.sealedKey, sealedKey)));
}

async function tryOut(provider: Provider): Promise<ProviderTest> {
  try {
    const { length: many } = await askForModels(provider);
    const has =
      many === 0 ? "but has no model that chats" : `with ${many} ${many === 1 ? "model" : "models"}`;
    return { works: true, sentence: `It works, ${has}.` };
  } catch (error) {
    return { works: false, sentence: sentenceFor(error) };
  }
}

const CODES: Record<string, string> = {
  ENOTFOUND: "The name of its host is not known: check the address.",
  EAI_AGAIN: "The name of its host could not be looked up.",
  ECONNREFUSED: "Its host refused the connection: check the address.",
};

/** Never the provider's own words, which may quote the key. */
function sentenceFor(error: unknown): string {
  if (!isProviderError(error)) throw error;
  const { failure, details } = error;
  if (failure === "unauthorized") return "It does not accept the key: replace it.";
  if (failure === "rate_limited") return "It gets too many requests right now: test again in a moment.";
  if (failure === "stalled")
    return "It did not answer in time: check the address, or test again in a moment.";
  if (failure !== "unavailable")
    return "What answers there is no OpenAI-compatible endpoint: check the address.";
  if (isPrivate(error)) return "Its host has a private address, and PROVIDER_HOSTS does not name it.";
  if (details.status) return `It is out of order, by its answer ${details.status}: test again later.`;
  const code = details.code ?? "";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) return "The certificate of its host is not valid.";
  return CODES[code] ?? "It cannot be reached: check the address.";
}

function isPrivate(error: unknown): boolean {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if (/is not allowed\. Because/.test(current.message)) return true;
  }
  return false;
}
