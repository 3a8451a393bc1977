import { createPrng } from "../prng";
import { planBudgetChanges, planBudgets } from "./budgets";
import { planFaults } from "./faults";
import { planMembers, planTitles } from "./messages";
import type { Dialect, FaultKind, Schedule } from "./types";

const MEMBERS = 16;
export const DEPARTMENTS = 2;

export type ScheduleOptions = {
  seed: number;
  seconds: number;
  instances: number;
  /** Unset: Responses for an odd seed, chat for an even one. */
  dialect?: Dialect | undefined;
  /** Faults to leave out, for whoever looks for the one that matters; the others stay as they are. */
  without?: readonly FaultKind[] | undefined;
};

/** Every choice of a run, made before it starts. */
export function makeSchedule({ seed, seconds, instances, dialect, without = [] }: ScheduleOptions): Schedule {
  const prng = createPrng(seed);
  const size = { seconds, instances, members: MEMBERS, departments: DEPARTMENTS };
  const members = planMembers(prng.fork("members"), size);
  const budgets = planBudgets(prng.fork("budgets"), { seconds, members, departments: DEPARTMENTS });
  const faults = [
    ...planFaults(prng.fork("faults"), size),
    ...planBudgetChanges(prng.fork("budget changes"), budgets, seconds),
  ];
  return {
    seed,
    seconds,
    instances,
    dialect: dialect ?? (seed % 2 === 1 ? "responses" : "chat"),
    budgets,
    members,
    titles: planTitles(prng.fork("titles"), seconds * 4),
    faults: faults.filter(({ fault }) => !without.includes(fault.kind)).toSorted((a, b) => a.atMs - b.atMs),
  };
}
