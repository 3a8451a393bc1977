import { OldThreads } from "@/components/settings/old-threads";
import { getDeletionOutlook } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { setConsent } from "./old-thread-actions";

/** What happens to the old threads of whoever is signed in. */
export async function OldThreadsCard() {
  const outlook = await getDeletionOutlook(await requireCtx());
  return <OldThreads outlook={outlook} timeZone={getEnv().ORG_TIME_ZONE} setConsent={setConsent} />;
}
