import type { Act } from "@/lib/audit";
import type { ErrorCode } from "@/lib/errors";
import type { OwnCtx } from "../given";

export type Scenario = {
  /** What the action has to record. */
  acts: Act[];
  /** Prepares what the action is about, and answers what a form or a button sends. */
  given: (ctx: OwnCtx) => Promise<unknown>;
  /** What comes of it with ids of nothing; `not_found` unless said. */
  strange?: ErrorCode;
};
