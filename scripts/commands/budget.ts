import { parseArgs } from "node:util";
import { setBudget } from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd } from "@/lib/money";
import { findMemberByEmail } from "@/lib/org";
import type { Db } from "../../db/client";
import { type Command, oneOf, required, UsageError } from "./command";
import { ownerCtx } from "./owner-ctx";

const PERIODS = ["day", "month"] as const;

export const budgetSet: Command = {
  name: "budget set",
  usage: "budget set --scope org|user:<email> --period day|month --usd 5.00",
  summary: "Sets the organisation's or a member's budget",
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: { scope: { type: "string" }, period: { type: "string" }, usd: { type: "string" } },
    });
    const email = emailIn(required(values.scope, "--scope"));
    const period = oneOf(required(values.period, "--period"), PERIODS, "--period");
    const limitPicoUsd = parseUsd(required(values.usd, "--usd"));
    return async (db) => {
      const ctx = await ownerCtx(db);
      await setBudget(ctx, { ...(await scopeOf(db, email)), period, limitPicoUsd });
      return { lines: [`${email ?? "organisation"} ${formatUsd(limitPicoUsd)} per ${period}`] };
    };
  },
};

/** The member's e-mail, or null for the organisation. */
function emailIn(scope: string): string | null {
  if (scope === "org") return null;
  if (scope.startsWith("department:")) throw new UsageError("--scope department is not available yet.");
  const email = /^user:(.+)$/.exec(scope)?.[1];
  if (!email) throw new UsageError(`--scope is org or user:<email>; "${scope}" is not.`);
  return email;
}

async function scopeOf(db: Db, email: string | null) {
  if (email === null) return { scope: "org" } as const;
  const member = await findMemberByEmail(db, email);
  if (!member) throw new AppError("not_found", `There is no member with the e-mail ${email}.`);
  return { scope: "member", userId: member.userId } as const;
}
