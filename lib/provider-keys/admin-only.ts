import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** To a member there are no providers. Throws `not_found`. */
export function requireAdmin({ actor }: Pick<Ctx, "actor">): void {
  if (actor.role === "member") throw new AppError("not_found", "This page does not exist.");
}
