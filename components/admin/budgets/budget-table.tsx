import { resetWords } from "@/components/shell/clock-words";
import { cn } from "@/components/ui/cn";
import { SelectCell, SelectHeader } from "@/components/ui/selection/select-box";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { BudgetMenu } from "./budget-menu";
import { limitWords, onLimitWords, thresholdWords, whomWords } from "./budget-words";
import { LimitWords } from "./limit-words";
import { StandingCell } from "./standing-cell";
import type { BudgetActions, Choices, ListedBudget } from "./types";
import { NARROW_ONLY, WIDE_ONLY } from "./wide";

export type BudgetTableProps = {
  label: string;
  budgets: ListedBudget[];
  timeZone: string;
  choices: Choices;
  actions: BudgetActions;
};

/** The budgets of one scope. */
export function BudgetTable({ label, budgets, ...rest }: BudgetTableProps) {
  return (
    <div className="@container">
      <Table label={label} className="@3xl:table-fixed">
        <TableHead>
          <TableRow className="last:border-b">
            <SelectHeader />
            <TableHeader className="@3xl:w-[19%] w-2/5">For</TableHeader>
            <TableHeader className={cn(WIDE_ONLY, "w-[20%]")}>Limit</TableHeader>
            <TableHeader className="@3xl:w-[27%]">Used</TableHeader>
            <TableHeader className={cn(WIDE_ONLY, "w-[13%]")}>Resets</TableHeader>
            <TableHeader className={WIDE_ONLY}>At the limit</TableHeader>
            <OptionsHeader className="relative w-10" />
          </TableRow>
        </TableHead>
        <TableBody>
          {budgets.map((budget) => (
            <BudgetRow key={budget.budgetId} budget={budget} {...rest} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type BudgetRowProps = Omit<BudgetTableProps, "label" | "budgets"> & { budget: ListedBudget };

function BudgetRow({ budget, timeZone, choices, actions }: BudgetRowProps) {
  const { standing, limit, thresholds } = budget;
  const whom = whomWords(budget);
  const limitShown = <LimitWords budget={budget} effectiveLimit={standing?.effectiveLimit ?? limit} />;
  return (
    <TableRow>
      <SelectCell id={budget.budgetId} name={`${whom}, ${limitWords(budget)}`} />
      <TableCell>
        <span className="block break-words font-medium">{whom}</span>
        <span className={NARROW_ONLY}>{limitShown}</span>
      </TableCell>
      <TableCell className={WIDE_ONLY}>{limitShown}</TableCell>
      <TableCell>
        {standing ? (
          <StandingCell label={`Used by ${whom}`} standing={standing} timeZone={timeZone} />
        ) : (
          <span className="text-muted">Counted for each member</span>
        )}
      </TableCell>
      <TableCell className={cn(WIDE_ONLY, "text-muted")}>
        {standing && resetWords(standing.resetsAt, timeZone)}
      </TableCell>
      <TableCell className={WIDE_ONLY}>
        <span className="block break-words">{onLimitWords(budget)}</span>
        <span className="block text-muted text-xs">tells at {thresholdWords(thresholds)}</span>
      </TableCell>
      <TableCell numeric>
        <BudgetMenu budget={budget} choices={choices} actions={actions} timeZone={timeZone} />
      </TableCell>
    </TableRow>
  );
}
