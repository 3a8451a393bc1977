import { and, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { storedProviders } from "@/db/schema";
import type { Facts } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { enteredProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { open, seal } from "@/lib/secrets";

export type ProviderRow = typeof storedProviders.$inferSelect;

/** Which provider, by the row's id. Every verb throws `not_found` for a member, and where it is not there any more. */
export type WhichProvider = { providerId: string };

/** The row, locked until the caller's transaction ends. Throws `not_found`; also for a removed one, unless asked. */
export async function lockProvider(
  tx: Conn,
  { providerId }: WhichProvider,
  { removed = false } = {},
): Promise<ProviderRow> {
  const isIt = eq(storedProviders.id, providerId);
  const [row] = isId(providerId)
    ? await tx
        .select()
        .from(storedProviders)
        .where(and(isIt, removed ? undefined : isNull(storedProviders.removedAt)))
        .for("no key update")
    : [];
  if (!row) throw new AppError("not_found", "This provider does not exist any more.");
  return row;
}

/** The provider with its key; null where the key is erased, or was sealed with another AUTH_SECRET. */
export function toProvider({ id, name, baseUrl, dialect, sealedKey }: ProviderRow): Provider | null {
  const apiKey = sealedKey === null ? null : open(sealedKey, sealUse(id));
  return apiKey === null ? null : enteredProvider({ name, baseUrl, dialect, apiKey });
}

/** A key as it is stored. */
export function sealKey(id: string, apiKey: string) {
  return { sealedKey: seal(apiKey, sealUse(id)), keyEnding: endingOf(apiKey) };
}

export function subjectOf({ id, name }: Pick<ProviderRow, "id" | "name">) {
  return { kind: "provider", id, name };
}

/** What the audit log says of a provider. */
export function factsOf({
  name,
  baseUrl,
  dialect,
  keyEnding,
}: Pick<ProviderRow, "name" | "baseUrl" | "dialect" | "keyEnding">): Facts {
  return { name, baseUrl, dialect, keyEnding };
}

const sealUse = (id: string) => ({ purpose: "provider/key", owner: id });

const SHOWN_CHARACTERS = 4;
const KEY_CHARACTERS_MIN = 16;

/** Of a short key nothing is shown: four characters would be much of it. */
function endingOf(apiKey: string): string {
  return apiKey.length < KEY_CHARACTERS_MIN ? "" : apiKey.slice(-SHOWN_CHARACTERS);
}
