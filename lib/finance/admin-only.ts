import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/org/types";

/** A member is not told that finance's files exist. */
export function assertAdmin(actor: Actor): void {
  if (actor.role === "member") throw new AppError("not_found", "This page does not exist.");
}
