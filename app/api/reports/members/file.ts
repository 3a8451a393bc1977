import { isUnpriced } from "@/components/usage/is-unpriced";
import { toDecimalUsd } from "@/lib/money";
import { DEPARTMENTS_MAX, listDepartments, listMembers, listPlans, type MemberFilter } from "@/lib/org";
import type { Ctx, MemberListItem } from "@/lib/org/types";
import { type CsvCell, listMemberSpend, readPages, type SheetColumn } from "@/lib/reports";
import type { MemberSpend } from "@/lib/reports/types";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 100;

type Row = { member: MemberListItem; spend: MemberSpend | undefined };

const COLUMNS: SheetColumn<Row>[] = [
  { name: "name", read: ({ member }) => member.name, paper: { label: "Name", share: 0.16, lines: 2 } },
  { name: "email", read: ({ member }) => member.email, paper: { label: "E-mail", share: 0.2, lines: 3 } },
  { name: "member_id", read: ({ member }) => member.userId },
  { name: "role", read: ({ member }) => member.role, paper: { label: "Role", share: 0.07 } },
  {
    ...{ name: "department", read: ({ member }) => member.department?.name ?? null },
    paper: { label: "Department", share: 0.11, lines: 2 },
  },
  {
    ...{ name: "plan", read: ({ member }) => member.plan?.name ?? null },
    paper: { label: "Plan", share: 0.08, lines: 2 },
  },
  {
    ...{ name: "state", read: ({ member }) => (member.disabled ? "disabled" : "active") },
    paper: { label: "State", share: 0.07 },
  },
  { name: "since", read: ({ member }) => member.createdAt },
  {
    ...{ name: "spent_this_month_usd", read: ({ spend }) => decimal(spentOf(spend)) },
    paper: { label: "Spent this month, $", share: 0.12, sums: true },
  },
  {
    ...{ name: "estimated_usd", read: ({ spend }) => decimal(spend?.estimatedPicoUsd ?? 0n) },
    paper: { label: "Of which estimated, $", share: 0.1, sums: true },
  },
  {
    ...{ name: "month_limit_usd", read: ({ spend }) => decimal(spend?.monthLimitPicoUsd ?? null) },
    paper: { label: "Limit a month, $", share: 0.09, numeric: true },
  },
];

/**
 * The members that the filter finds, by name, read page by page as they are asked for, with what each spent
 * in this month and the limit of the month that holds for them alone.
 */
export function membersFile(ctx: Ctx, filter: MemberFilter): ListFile<Row> {
  const rows = readPages(async (cursor) => {
    const { members, nextCursor } = await listMembers(ctx, { ...filter, cursor, limit: ROWS_AT_ONCE });
    return { rows: await withSpend(ctx, members), nextCursor };
  });
  return {
    ...{ name: "purser-members", title: "Members" },
    only: () => filterWords(ctx, filter),
    notes: ["By name. The limit is the one that holds for a member alone."],
    sheet: { columns: COLUMNS, rows },
  };
}

async function filterWords(ctx: Ctx, { text, departmentId, planId, role, state }: MemberFilter) {
  const [{ departments }, plans] = await Promise.all([
    listDepartments(ctx, { limit: DEPARTMENTS_MAX }),
    listPlans(ctx),
  ]);
  const department = departments.find((one) => one.departmentId === departmentId);
  const plan = plans.find((one) => one.planId === planId);
  return [
    searchWords(text),
    departmentId && (department ? `department ${department.name}` : "no department"),
    planId && (plan ? `plan ${plan.name}` : "no plan"),
    role && `role ${role}`,
    state,
  ];
}

async function withSpend(ctx: Ctx, members: MemberListItem[]): Promise<Row[]> {
  const userIds = members.map(({ userId }) => userId);
  const spends = await listMemberSpend(ctx, { userIds, limit: ROWS_AT_ONCE });
  const byId = new Map(spends.members.map((spend) => [spend.userId, spend]));
  return members.map((member) => ({ member, spend: byId.get(member.userId) }));
}

/** Unknown is never shown as nothing. */
function spentOf(spend: MemberSpend | undefined): bigint | null {
  if (!spend) return 0n;
  return isUnpriced(spend, spend.unpriced) ? null : spend.costPicoUsd;
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
