import { describe, expect, test } from "vitest";
import { readFilter, toQuery } from "@/app/(workspace)/admin/requests/query";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import {
  approveRequest,
  askForBudget,
  declineRequest,
  listPastRequests,
  listRequests,
  setBudget,
  withdrawRequest,
} from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { renameMember } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { sheetLines } from "@/lib/reports";
import { requestsFile } from "./file";

const own = useOwnDb();
const USD = 1_000_000_000_000n;

async function newCtx(role: "admin" | "member", name: string): Promise<Ctx> {
  const ctx = { db: own.db, actor: await makeMember(own.db, role) };
  await renameMember(ctx, { name });
  return ctx;
}

/** A request of each state, and who asked. */
async function givenRequests() {
  const admin = await newCtx("admin", "Admin 01");
  const ask = async (name: string, amount: bigint) => {
    const member = await newCtx("member", name);
    const { budgetId } = await setBudget(admin, {
      ...memberBudget(member.actor.userId, "month"),
      limit: USD,
    });
    const wish = { budgetId, amount, neededUntil: null, reason: "=the quarter's report" };
    return { member, ...(await askForBudget(member, wish)) };
  };
  const waiting = await ask("Member 100%", USD / 2n);
  const approved = await ask("Member 1000", 2n * USD);
  const until = new Date(Date.now() + 86_400_000);
  await approveRequest(admin, { requestId: approved.requestId, amount: 3n, until, answer: "Well done." });
  const declined = await ask("Member 03", USD);
  await declineRequest(admin, { requestId: declined.requestId, answer: "Next month." });
  const withdrawn = await ask("Member 04", USD);
  await withdrawRequest(withdrawn.member, { requestId: withdrawn.requestId });
  return { admin, waiting, approved, declined, withdrawn };
}

const idsOf = ({ requests }: { requests: readonly { requestId: string }[] }) =>
  requests.map(({ requestId }) => requestId);

describe("the list of all requests", () => {
  test("is filtered by state and member, the newest first, a page at a time, and goes out as it is", async () => {
    const { admin, waiting, approved, declined, withdrawn } = await givenRequests();
    const newest = [withdrawn, declined, approved, waiting].map(({ requestId }) => requestId);
    const first = await listPastRequests(admin, { limit: 3 });
    const second = await listPastRequests(admin, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(newest);
    expect(second.nextCursor).toBeNull();
    const of = async (params: Record<string, string>) =>
      idsOf(await listPastRequests(admin, toQuery(readFilter(params))));
    expect(await of({})).toEqual([waiting.requestId]);
    expect(await of({ state: "approved" })).toEqual([approved.requestId]);
    expect(await of({ state: "declined", q: "member 03" })).toEqual([declined.requestId]);
    expect(await of({ state: "declined", q: "member 04" })).toEqual([]);
    expect(await of({ state: "all", q: "100%" })).toEqual([waiting.requestId]);
    expect(await of({ state: "all", q: withdrawn.member.actor.userId.slice(-12) })).toEqual([
      withdrawn.requestId,
    ]);
    expect(idsOf(await listRequests(admin, { text: "100%" }))).toEqual([waiting.requestId]);
    expect(idsOf(await listRequests(admin, { text: "member 03" }))).toEqual([]);

    let text = "";
    for await (const line of sheetLines(requestsFile(admin, toQuery({ state: "all" })).sheet)) text += line;
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      "request_id,state,asked_at,member,email,budget_of,period,unit,amount,needed_until,reason,decided_by,decided_at,given,given_until,answer",
    );
    expect(lines.find((line) => line.startsWith(approved.requestId))).toMatch(
      /,approved,.*,Member 1000,.*,member,month,usd,2,,'=the quarter's report,Admin 01,.*Z,0\.000000000003,.*Z,Well done\.$/,
    );
    expect(lines.find((line) => line.startsWith(waiting.requestId))).toMatch(
      /,open,.*,usd,0\.5,,'=the quarter's report,,,,,$/,
    );
  });

  test("is for admins alone, and begins anew for a place that is none", async () => {
    const admin = await newCtx("admin", "Admin 02");
    await expect(listPastRequests(await newCtx("member", "Member 05"))).rejects.toMatchObject({
      code: "forbidden",
    });
    const [first, lost] = [
      await listPastRequests(admin),
      await listPastRequests(admin, { cursor: "nowhere" }),
    ];
    expect(lost).toEqual(first);
  });
});
