import { MyLimits } from "@/components/settings/limits/my-limits";
import { requireCtx } from "@/lib/auth";
import { listEffectiveLimits } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { markEstimates } from "@/lib/reports";
import { setOwnLimits } from "./limits-actions";

/** The limits of whoever is signed in. */
export async function LimitsCard() {
  const ctx = await requireCtx();
  const limits = await markEstimates(ctx, await listEffectiveLimits(ctx, { userId: ctx.actor.userId }));
  return <MyLimits limits={limits} timeZone={getEnv().ORG_TIME_ZONE} setOwn={setOwnLimits} />;
}
