import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
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

const WIDE = "hidden lg:table-cell";

/** Members with what they spent and how near they are to their limits. */
export function MemberTable({ members, isCurrent, setLimits }: MemberTableProps) {
  const digits = columnDigits(members.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label="Spend by member">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Member</TableHeader>
          <TableHeader numeric className={WIDE}>
            Answers
          </TableHeader>
          <TableHeader numeric>Cost</TableHeader>
          {isCurrent && (
            <>
              <TableHeader className={cn("pl-6", WIDE)}>Month budget</TableHeader>
              <TableHeader className={WIDE}>Day budget</TableHeader>
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
            <MemberCells {...{ member, digits, isCurrent }} />
            {isCurrent && <BudgetCells member={member} setLimits={setLimits} />}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type MemberCellsProps = { member: MemberSpend; digits: UsdDigits; isCurrent: boolean };

function MemberCells({ member, digits, isCurrent }: MemberCellsProps) {
  const answers = member.answers.toLocaleString("en-US");
  return (
    <>
      <TableCell className="max-lg:w-full max-lg:max-w-0">
        <span className="flex items-center gap-2 lg:whitespace-nowrap">
          {member.name}
          {member.disabled && <Badge>Disabled</Badge>}
        </span>
        <span className="block truncate text-muted text-xs">{member.email}</span>
        <div className="lg:hidden">
          <p className="text-muted text-xs">{member.answers === 1 ? "1 answer" : `${answers} answers`}</p>
          {isCurrent && <FoldedBudgets member={member} />}
        </div>
      </TableCell>
      <TableCell numeric className={WIDE}>
        {answers}
      </TableCell>
      <TableCell numeric>
        <KnownCost sum={member} unpriced={member.unpriced} digits={digits} />
      </TableCell>
    </>
  );
}

/** The budgets of a member; without any, the way to what else holds for them. */
function FoldedBudgets({ member }: { member: MemberSpend }) {
  const budgets = budgetsOf(member);
  const own = budgets.filter(({ limit }) => limit !== null);
  return (own.length > 0 ? own : budgets.slice(0, 1)).map(({ title, ...budget }) => (
    <div key={title} className="mt-1 text-xs">
      {budget.limit !== null && <p className="text-muted">{title}</p>}
      <BudgetCell {...budget} isFolded />
    </div>
  ));
}

function budgetsOf(member: MemberSpend) {
  const { userId, name, costPicoUsd, todayPicoUsd, monthLimitPicoUsd, dayLimitPicoUsd } = member;
  const limitsHref = `/admin/budgets/members/${userId}` as Route;
  return [
    {
      ...{ title: "Month budget", spent: costPicoUsd, limit: monthLimitPicoUsd },
      estimated: member.estimatedPicoUsd,
    },
    {
      ...{ title: "Day budget", spent: todayPicoUsd, limit: dayLimitPicoUsd },
      estimated: member.todayEstimatedPicoUsd,
    },
  ].map((budget) => ({ ...budget, limitsHref, label: `${budget.title} of ${name}` }));
}

function BudgetCells({
  member,
  setLimits,
}: Omit<MemberTableProps, "members" | "isCurrent"> & { member: MemberSpend }) {
  const { userId, name, ownMonthLimitPicoUsd, ownDayLimitPicoUsd } = member;
  return (
    <>
      {budgetsOf(member).map(({ title, ...budget }, place) => (
        <TableCell key={title} className={cn(place === 0 && "pl-6", WIDE)}>
          <BudgetCell {...budget} />
        </TableCell>
      ))}
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
