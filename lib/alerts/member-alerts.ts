import { eq } from "drizzle-orm";
import { memberAlerts } from "@/db/schema";
import { isMailConfigured } from "@/lib/mail";
import type { Ctx } from "@/lib/org/types";
import { MEMBER_ALERT_KINDS } from "./kinds";
import type { AlertKind, MemberAlerts } from "./types";

/** What the actor gets by email about their own budgets; all of it where they never chose. */
export async function getMemberAlerts({ db, actor }: Ctx): Promise<MemberAlerts> {
  const [row] = await db
    .select({ alertKinds: memberAlerts.alertKinds })
    .from(memberAlerts)
    .where(eq(memberAlerts.userId, actor.userId));
  const chosen: readonly AlertKind[] = row?.alertKinds ?? MEMBER_ALERT_KINDS;
  return { alertKinds: [...chosen], mailWorks: isMailConfigured() };
}

/** Changes one's own; kinds that no member can have are left out. */
export async function setMemberAlerts(
  { db, actor }: Ctx,
  { alertKinds }: { alertKinds: readonly string[] },
): Promise<void> {
  const kinds = MEMBER_ALERT_KINDS.filter((kind) => alertKinds.includes(kind));
  await db
    .insert(memberAlerts)
    .values({ userId: actor.userId, alertKinds: kinds })
    .onConflictDoUpdate({ target: memberAlerts.userId, set: { alertKinds: kinds } });
}
