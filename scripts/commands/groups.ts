import { AppError } from "@/lib/errors";
import { DEPARTMENTS_MAX, findDepartmentByName, findPlanByName, listDepartments, listPlans } from "@/lib/org";
import type { Plan } from "@/lib/org/types";
import type { Conn } from "../../db/client";
import { ownerCtx } from "./owner-ctx";

const NAMED_MAX = 20;

/** The department of this name, or `not_found` with those that there are. */
export async function getDepartment(db: Conn, name: string): Promise<{ departmentId: string; name: string }> {
  const department = await findDepartmentByName(db, name);
  if (department) return department;
  const { departments } = await listDepartments(await ownerCtx(db), { limit: DEPARTMENTS_MAX });
  const there = namesOf(departments) ?? "There is none yet: add it with department add";
  throw new AppError("not_found", `There is no department ${name}. ${there}.`);
}

/** The plan of this name, or `not_found` with those that there are. */
export async function getPlan(db: Conn, name: string): Promise<Plan> {
  const plan = await findPlanByName(db, name);
  if (plan) return plan;
  const there = namesOf(await listPlans(await ownerCtx(db))) ?? "There is none yet";
  throw new AppError("not_found", `There is no plan ${name}. ${there}.`);
}

function namesOf(groups: { name: string }[]): string | null {
  if (groups.length === 0) return null;
  const names = groups.slice(0, NAMED_MAX).map(({ name }) => name);
  const more = groups.length - names.length;
  return `There are: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
