import type { MemberFilter } from "@/lib/org";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

const ROLES = ["owner", "admin", "member"] as const;
const STATES = ["active", "disabled"] as const;

/** What the address filters members by; what makes no sense is left out. */
export function readMemberFilter(params: Params): MemberFilter {
  const text = (name: string) => readText(params[name]);
  return {
    text: text("q"),
    departmentId: text("department"),
    planId: text("plan"),
    role: ROLES.find((role) => role === text("role")),
    state: STATES.find((state) => state === text("state")),
  };
}

/** The same as the address has it. */
export function memberParams({ text, departmentId, planId, role, state }: MemberFilter) {
  return { q: text, department: departmentId, plan: planId, role, state };
}

type Groups = {
  departments: readonly { id: string }[];
  plans: readonly { id: string }[];
};

/** The same without the groups that there are not. */
export function knownFilter(filter: MemberFilter, { departments, plans }: Groups): MemberFilter {
  return {
    ...filter,
    departmentId: departments.find(({ id }) => id === filter.departmentId)?.id,
    planId: plans.find(({ id }) => id === filter.planId)?.id,
  };
}
