import { MyKeys } from "@/components/settings/keys/my-keys";
import { requireCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { createKey, limitKey, revokeKey } from "./key-actions";
import { listKeys } from "./keys";

const ACTIONS = { create: createKey, revoke: revokeKey, limit: limitKey };

/** The API keys of whoever is signed in. */
export async function KeysCard() {
  const keys = await listKeys(await requireCtx());
  return <MyKeys keys={keys} timeZone={getEnv().ORG_TIME_ZONE} actions={ACTIONS} />;
}
