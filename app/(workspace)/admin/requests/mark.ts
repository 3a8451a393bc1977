import type { WaitingRequest } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import { markEstimates } from "@/lib/reports";

/** The same requests with how much of what is spent of their budgets is not exact. */
export async function markRequests(ctx: Ctx, requests: readonly WaitingRequest[]): Promise<WaitingRequest[]> {
  const held = requests.flatMap(({ requestId, budget, standing }) =>
    budget && standing ? [{ requestId, ...standing, scope: budget.scope, unit: budget.unit }] : [],
  );
  const estimates = new Map(
    (await markEstimates(ctx, held)).map(({ requestId, estimated }) => [requestId, estimated]),
  );
  return requests.map((request) => {
    const estimated = estimates.get(request.requestId) ?? 0n;
    return request.standing ? { ...request, standing: { ...request.standing, estimated } } : request;
  });
}
