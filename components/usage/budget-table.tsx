import { fractionOf } from "@/components/charts/words";
import { bareAmount, budgetHeading } from "@/components/shell/budget-names";
import { resetWords } from "@/components/shell/clock-words";
import { Card, CardHeader } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { leftOrOver } from "./left-words";

type BudgetTableProps = { standings: BudgetStanding[]; timeZone: string };

/** Every budget that can stop the member's next message: how much of it is used, what is left, when it resets. */
export function BudgetTable({ standings, timeZone }: BudgetTableProps) {
  return (
    <Card>
      <CardHeader title="Budgets that apply to you" />
      <Table label="Budgets">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>Budget</TableHeader>
            <TableHeader>Used</TableHeader>
            <TableHeader numeric>Left</TableHeader>
            <TableHeader className="pl-6">Resets</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {standings.map((standing) => (
            <BudgetRow key={standing.budgetId} standing={standing} timeZone={timeZone} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function BudgetRow({ standing, timeZone }: { standing: BudgetStanding; timeZone: string }) {
  const { unit, spent, reserved, remaining, effectiveLimit, resetsAt } = standing;
  const heading = budgetHeading(standing, timeZone);
  const words = `${bareAmount(spent, unit)} of ${formatLimit(effectiveLimit, unit)}`;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">{heading}</TableCell>
      <TableCell>
        <div className="min-w-40 max-w-72">
          <Meter
            label={heading}
            valueText={words}
            fraction={fractionOf(spent, effectiveLimit)}
            heldFraction={fractionOf(reserved, effectiveLimit)}
          />
          <p className="mt-1 whitespace-nowrap text-muted text-xs">{words}</p>
        </div>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap">
        {spent > effectiveLimit ? leftOrOver(standing) : bareAmount(remaining, unit)}
      </TableCell>
      <TableCell className="whitespace-nowrap pl-6">{resetWords(resetsAt, timeZone)}</TableCell>
    </TableRow>
  );
}
