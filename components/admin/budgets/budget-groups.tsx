import { Card, CardHeader } from "@/components/ui/card";
import { BudgetTable, type BudgetTableProps } from "./budget-table";
import { SCOPE_GROUPS } from "./budget-words";

/** Budgets under what they are for, the widest first. */
export function BudgetGroups({ budgets, ...rest }: Omit<BudgetTableProps, "label">) {
  return SCOPE_GROUPS.map(({ scope, title, description }) => {
    const ofScope = budgets.filter((budget) => budget.scope === scope);
    if (ofScope.length === 0) return null;
    return (
      <Card key={scope}>
        <CardHeader title={title} description={description} />
        <BudgetTable label={title} budgets={ofScope} {...rest} />
      </Card>
    );
  });
}
