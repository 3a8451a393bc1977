import { createHash } from "node:crypto";
import { describeWeather } from "../proxy/weather";
import type { BudgetChange, BudgetPlan, Fault, Schedule } from "./types";

const HOUR_MS = 3_600_000;

/** The schedule for a person: what it is made of, and each fault in a line. */
export function describeSchedule(schedule: Schedule): string {
  const { seed, seconds, instances, dialect, members, faults, budgets } = schedule;
  const lanes = members.flatMap((member) => member.lanes);
  const programs = lanes.filter(({ door }) => door === "program").length;
  const head = [
    `Seed ${seed}: ${seconds} s, ${instances} instances, ${dialect} dialect, schedule ${fingerprint(schedule)}`,
    `${members.length} members in ${lanes.length} lanes, ${programs} of them programs; ${budgets.length} budgets; ${faults.length} faults:`,
  ];
  const lines = faults.map(
    ({ atMs, fault }) => `${seconds1(atMs).padStart(7)}  ${describeFault(fault, budgets)}`,
  );
  return [...head, ...lines].join("\n");
}

/** Equal for equal schedules: every message and every fault counts. */
export function fingerprint(schedule: Schedule): string {
  return createHash("sha256").update(JSON.stringify(schedule)).digest("hex").slice(0, 12);
}

export function describeFault(fault: Fault, budgets: BudgetPlan[]): string {
  switch (fault.kind) {
    case "app_kill":
      return `instance ${fault.instance} is killed and started again after ${fault.downMs} ms`;
    case "app_pause":
      return `instance ${fault.instance} is stopped for ${seconds1(fault.forMs)}`;
    case "app_stop":
      return `instance ${fault.instance} is told to end and started again`;
    case "app_clock":
      return `instance ${fault.instance} has a clock that is ${(fault.shiftMs / HOUR_MS).toFixed(1)} h off`;
    case "connections_cut":
      return `${fault.share * 100} % of the app's database connections are terminated`;
    case "backend_kill":
      return "a database backend is killed";
    case "postgres_restart":
      return "the database is stopped at once and started again";
    case "network":
      return `${describeWeather(fault.weather)} on ${Math.round(fault.share * 100)} % of the connections for ${seconds1(fault.forMs)}`;
    case "budget":
      return `${nameOf(budgets[fault.budget])} ${describeChange(fault.change)}`;
  }
}

function describeChange(change: BudgetChange): string {
  if (change.to === "removed") return "is removed";
  return change.to === "below_spent" ? "is lowered below what is spent" : `is set to ${change.limit}`;
}

function nameOf(budget: BudgetPlan | undefined): string {
  if (!budget) throw new RangeError("There is no such budget.");
  const { scope, of, period, unit } = budget;
  return `budget of ${scope}${of === null ? "" : ` ${of}`} a ${period} in ${unit}`;
}

function seconds1(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
