import { expect, test } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { askForBudget, listRequests, setBudget } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "../budgets/testing";
import { markRequests } from "./mark";

/** The list is of everybody's requests. */
const own = useOwnDb();

test.each([
  ["usd", 3n],
  ["messages", 0n],
] as const)("a budget in %s has %s pico-USD of estimates in what is spent of it", (unit, estimated) =>
  inTestTransaction(own.db, async (tx) => {
    const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
    const { userId } = member.actor;
    const call = { userId, model: "model-1", at: new Date(), timeZone: getEnv().ORG_TIME_ZONE };
    await bookCall(tx, { ...call, costPicoUsd: 3n, estimated: true });
    await bookCall(tx, { ...call, costPicoUsd: 40n, estimated: false });
    const key = { scope: "member", scopeId: userId, period: "month", unit, onLimit: "block" } as const;
    const { budgetId } = await setBudget(admin, { ...key, limit: 100n });
    await askForBudget(member, { budgetId, amount: 5n, neededUntil: null, reason: "A report." });
    const { requests } = await listRequests(admin);
    const marked = await markRequests(admin, requests);
    expect(marked).toMatchObject([{ standing: { estimated } }]);
    expect(marked.map(({ requestId }) => requestId)).toEqual(requests.map(({ requestId }) => requestId));
  }),
);
