import { toDecimalUsd } from "@/lib/money";
import { listMembers, type MemberFilter } from "@/lib/org";
import type { Ctx, MemberListItem } from "@/lib/org/types";
import { type CsvCell, csvLine, listMemberSpend } from "@/lib/reports";
import type { MemberSpend } from "@/lib/reports/types";

const ROWS_AT_ONCE = 100;

type Row = { member: MemberListItem; spend: MemberSpend | undefined };

const COLUMNS: [string, (row: Row) => CsvCell][] = [
  ["name", ({ member }) => member.name],
  ["email", ({ member }) => member.email],
  ["member_id", ({ member }) => member.userId],
  ["role", ({ member }) => member.role],
  ["department", ({ member }) => member.department?.name ?? null],
  ["plan", ({ member }) => member.plan?.name ?? null],
  ["state", ({ member }) => (member.disabled ? "disabled" : "active")],
  ["since", ({ member }) => member.createdAt],
  ["spent_this_month_usd", ({ spend }) => decimal(spend?.costPicoUsd ?? 0n)],
  ["estimated_usd", ({ spend }) => decimal(spend?.estimatedPicoUsd ?? 0n)],
  ["month_limit_usd", ({ spend }) => decimal(spend?.monthLimitPicoUsd ?? null)],
];

/**
 * The members that the filter finds as lines, by name, read page by page as they are asked for, with what each spent
 * in this month and the limit of the month that holds for them alone.
 */
export async function* membersFile(ctx: Ctx, filter: MemberFilter): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const page = await listMembers(ctx, { ...filter, cursor, limit: ROWS_AT_ONCE });
    const rows = await withSpend(ctx, page.members);
    yield rows.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join("");
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
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
