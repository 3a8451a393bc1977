import { encode } from "next-auth/jwt";
import { makeMember } from "@/db/testing/fixtures";
import { setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { createOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { Db } from "../../db/client";
import type { Sender } from "./send-message";

const SESSION_COOKIE = "authjs.session-token";
/** Far above what is spent: every send is admitted through the counters, none is refused. */
const BUDGET = parseUsd("1000");

/** An organisation whose members share its budgets and have one each; every one of them is signed in. */
export async function makeSenders(db: Db, secret: string, count: number): Promise<Sender[]> {
  const owner = await createOrganisation(db, {
    organisationName: "Measured",
    name: "Member 00",
    email: "owner@example.org",
    password: "only for this measurement",
  });
  const ctx: Ctx = { db, actor: { userId: owner.userId, role: "owner", departmentId: null } };
  const plenty = { unit: "usd", onLimit: "block", limit: BUDGET } as const;
  await setBudget(ctx, { ...plenty, scope: "org", scopeId: null, period: "month" });
  await setBudget(ctx, { ...plenty, scope: "org", scopeId: null, period: "day" });
  const senders: Sender[] = [];
  for (let made = 0; made < count; made++) {
    const { userId } = await makeMember(db);
    await setBudget(ctx, { ...plenty, scope: "member", scopeId: userId, period: "month" });
    const token = await encode({ token: { sub: userId, sessionEpoch: 0 }, secret, salt: SESSION_COOKIE });
    senders.push({ cookie: `${SESSION_COOKIE}=${token}`, threadId: null });
  }
  return senders;
}
