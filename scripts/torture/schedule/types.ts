import type { BudgetPeriod, BudgetScope, BudgetUnit } from "@/lib/budgets/types";
import type { Weather } from "../proxy/weather";

export type Dialect = "responses" | "chat";

/** Everything that a run is made of. The same seed and size give the same schedule. */
export type Schedule = {
  seed: number;
  seconds: number;
  instances: number;
  dialect: Dialect;
  budgets: BudgetPlan[];
  members: MemberPlan[];
  /** How the upstream behaves for the first titles it is asked for. */
  titles: string[];
  /** In the order of their time. */
  faults: Timed[];
};

/** A fault and when it comes, in ms since the first message. */
export type Timed = { atMs: number; fault: Fault };

/** Instances are numbered from 0; `budget` is an index into the schedule's budgets. */
export type Fault =
  /** SIGKILL, and started again as a supervisor does. */
  | { kind: "app_kill"; instance: number; downMs: number }
  /** SIGSTOP, then SIGCONT. */
  | { kind: "app_pause"; instance: number; forMs: number }
  /** SIGTERM, and started again. */
  | { kind: "app_stop"; instance: number }
  /** The process's clock is that far off from now on. */
  | { kind: "app_clock"; instance: number; shiftMs: number }
  /** `pg_terminate_backend` on that share of the app's connections. */
  | { kind: "connections_cut"; share: number }
  /** SIGKILL of one backend, after which PostgreSQL restarts all of them. */
  | { kind: "backend_kill" }
  /** An immediate stop, as `pg_ctl stop -m immediate` does it, and a start. */
  | { kind: "postgres_restart" }
  | { kind: "network"; weather: Weather; share: number; forMs: number }
  | { kind: "budget"; budget: number; change: BudgetChange };

export type FaultKind = Fault["kind"];

export const FAULT_KINDS = [
  "app_kill",
  "app_pause",
  "app_stop",
  "app_clock",
  "connections_cut",
  "backend_kill",
  "postgres_restart",
  "network",
  "budget",
] as const satisfies readonly FaultKind[];

/** `below_spent` sets half of what is spent by then. Limits are decimal dollars, tokens or messages. */
export type BudgetChange = { to: "below_spent" } | { to: "removed" } | { to: "limit"; limit: string };

/** `of` is an index into the departments or the members; null where the scope is one of its kind. */
export type BudgetPlan = {
  scope: Extract<
    BudgetScope,
    "org" | "department" | "department_member" | "plan" | "member" | "api_key" | "model"
  >;
  of: number | null;
  period: BudgetPeriod;
  unit: BudgetUnit;
  limit: string;
};

export type MemberPlan = {
  /** Index of their department, or null. */
  department: number | null;
  /** What they do at the same time. */
  lanes: LanePlan[];
};

/** Messages that one member sends one after the other by one door, until the time is over. */
export type LanePlan = { door: "browser" | "program"; messages: MessagePlan[] };

export type MessagePlan = {
  /** How the upstream behaves, as e2e/upstream/behaviour.ts has it. */
  behaviour: string;
  words: number;
  /** Begins a thread; otherwise the lane's last one goes on. */
  newThread: boolean;
  /** Whom to ask first; the next instances follow when it does not answer. */
  instance: number;
  /** The member stops the answer, or hangs up, after that time. */
  stopAfterMs: number | null;
  /** `at_once`: the same key twice at the same time. `other_body`: the same key again, with another text. */
  duplicate: "at_once" | "other_body" | null;
  /** Pause before the message. */
  pauseMs: number;
  /** For programs: the longest answer asked for, and whether it is streamed. */
  outputTokensMax: number;
  stream: boolean;
};
