import type { Route } from "next";
import type { TroubleCall } from "@/lib/reports/types";

/** What the call's member spent on its model on its day. */
export function dayHref({
  day,
  memberId,
  provider,
  model,
}: Pick<TroubleCall, "day" | "memberId" | "provider" | "model">): Route {
  const days = { range: "custom", from: day, to: day };
  const query = new URLSearchParams({ ...days, member: memberId, model: `${provider}/${model}` });
  return `/admin/costs?${query}` as Route;
}

/** The member in the call's month. */
export function memberHref({ day, memberId }: Pick<TroubleCall, "day" | "memberId">): Route {
  return `/admin/members/${memberId}?month=${day.slice(0, 7)}` as Route;
}
