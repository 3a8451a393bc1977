import { toDecimalUsd } from "@/lib/money";
import { listMembers, type MemberFilter } from "@/lib/org";
import type { Ctx, MemberListItem } from "@/lib/org/types";
import { type CsvCell, listMemberSpend, readPages, type SheetColumn, sheetLines } from "@/lib/reports";
import type { MemberSpend } from "@/lib/reports/types";

const ROWS_AT_ONCE = 100;

type Row = { member: MemberListItem; spend: MemberSpend | undefined };

const COLUMNS: SheetColumn<Row>[] = [
  { name: "name", read: ({ member }) => member.name },
  { name: "email", read: ({ member }) => member.email },
  { name: "member_id", read: ({ member }) => member.userId },
  { name: "role", read: ({ member }) => member.role },
  { name: "department", read: ({ member }) => member.department?.name ?? null },
  { name: "plan", read: ({ member }) => member.plan?.name ?? null },
  { name: "state", read: ({ member }) => (member.disabled ? "disabled" : "active") },
  { name: "since", read: ({ member }) => member.createdAt },
  { name: "spent_this_month_usd", read: ({ spend }) => decimal(spend?.costPicoUsd ?? 0n) },
  { name: "estimated_usd", read: ({ spend }) => decimal(spend?.estimatedPicoUsd ?? 0n) },
  { name: "month_limit_usd", read: ({ spend }) => decimal(spend?.monthLimitPicoUsd ?? null) },
];

/**
 * The members that the filter finds as lines, by name, read page by page as they are asked for, with what each spent
 * in this month and the limit of the month that holds for them alone.
 */
export function membersFile(ctx: Ctx, filter: MemberFilter): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { members, nextCursor } = await listMembers(ctx, { ...filter, cursor, limit: ROWS_AT_ONCE });
    return { rows: await withSpend(ctx, members), nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}

async function withSpend(ctx: Ctx, members: MemberListItem[]): Promise<Row[]> {
  const userIds = members.map(({ userId }) => userId);
  const spends = await listMemberSpend(ctx, { userIds, limit: ROWS_AT_ONCE });
  const byId = new Map(spends.members.map((spend) => [spend.userId, spend]));
  return members.map((member) => ({ member, spend: byId.get(member.userId) }));
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
