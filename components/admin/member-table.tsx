import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { KnownCost } from "@/components/usage/known-cost";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { MemberSpend } from "@/lib/reports/types";
import { BudgetCell } from "./budget-cell";
import { LimitsDialog } from "./limits-dialog";
import type { LimitsFormProps } from "./limits-form";

type MemberTableProps = {
  members: MemberSpend[];
  /** Budgets stand in the running month; a closed one shows only what was spent. */
  isCurrent: boolean;
  setLimits: LimitsFormProps["action"];
};

/** Members with what they spent and how near they are to their limits. */
export function MemberTable({ members, isCurrent, setLimits }: MemberTableProps) {
  const digits = columnDigits(members.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label="Spend by member">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Member</TableHeader>
          <TableHeader numeric>Answers</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
          {isCurrent && (
            <>
              <TableHeader className="pl-6">Month budget</TableHeader>
              <TableHeader>Day budget</TableHeader>
              <TableHeader className="relative">
                <span className="sr-only">Change</span>
              </TableHeader>
            </>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.userId}>
            <MemberCells member={member} digits={digits} />
            {isCurrent && <BudgetCells member={member} setLimits={setLimits} />}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function MemberCells({ member, digits }: { member: MemberSpend; digits: UsdDigits }) {
  return (
    <>
      <TableCell>
        <span className="flex items-center gap-2 whitespace-nowrap">
          {member.name}
          {member.disabled && <Badge>Disabled</Badge>}
        </span>
        <span className="block text-muted text-xs max-sm:max-w-32 max-sm:truncate">{member.email}</span>
      </TableCell>
      <TableCell numeric>{member.answers.toLocaleString("en-US")}</TableCell>
      <TableCell numeric>
        <KnownCost sum={member} unpriced={member.unpriced} digits={digits} />
      </TableCell>
    </>
  );
}

function BudgetCells({
  member,
  setLimits,
}: Omit<MemberTableProps, "members" | "isCurrent"> & { member: MemberSpend }) {
  const { userId, name, costPicoUsd, todayPicoUsd, monthLimitPicoUsd, dayLimitPicoUsd } = member;
  const { estimatedPicoUsd, todayEstimatedPicoUsd } = member;
  const { ownMonthLimitPicoUsd, ownDayLimitPicoUsd } = member;
  const limitsHref = `/admin/budgets/members/${userId}` as Route;
  return (
    <>
      <TableCell className="pl-6">
        <BudgetCell
          label={`Month budget of ${name}`}
          spent={costPicoUsd}
          estimated={estimatedPicoUsd}
          limit={monthLimitPicoUsd}
          limitsHref={limitsHref}
        />
      </TableCell>
      <TableCell>
        <BudgetCell
          label={`Day budget of ${name}`}
          spent={todayPicoUsd}
          estimated={todayEstimatedPicoUsd}
          limit={dayLimitPicoUsd}
          limitsHref={limitsHref}
        />
      </TableCell>
      <TableCell className="text-right">
        <LimitsDialog
          title={`Budget of ${name}`}
          description="Once it is used up, no further answer is started for this member until it resets."
          button="Set budget"
          buttonLabel={`Set budget of ${name}`}
          action={setLimits}
          whose={{ userId }}
          limits={{ month: ownMonthLimitPicoUsd, day: ownDayLimitPicoUsd }}
          emptyMeans="Leave a field empty for no limit of their own; one of their department or plan holds then."
        />
      </TableCell>
    </>
  );
}
