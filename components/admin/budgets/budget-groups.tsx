import { Card, CardHeader } from "@/components/ui/card";
import { Selection } from "@/components/ui/selection/selection";
import { BudgetBulk, type BudgetBulkActions } from "./budget-bulk";
import { BudgetTable, type BudgetTableProps } from "./budget-table";
import { limitWords, SCOPE_GROUPS, whomWords } from "./budget-words";

type BudgetGroupsProps = Omit<BudgetTableProps, "label"> & { bulk: BudgetBulkActions };

/** Budgets under what they are for, the widest first. What is selected may be in several of the groups. */
export function BudgetGroups({ budgets, bulk, ...rest }: BudgetGroupsProps) {
  const rows = budgets.map((budget) => ({
    id: budget.budgetId,
    name: `${whomWords(budget)}, ${limitWords(budget)}`,
  }));
  return (
    <Selection rows={rows}>
      <BudgetBulk budgets={budgets.map(({ budgetId, unit }) => ({ budgetId, unit }))} actions={bulk} />
      {SCOPE_GROUPS.map(({ scope, title, description }) => {
        const ofScope = budgets.filter((budget) => budget.scope === scope);
        if (ofScope.length === 0) return null;
        return (
          <Card key={scope}>
            <CardHeader title={title} description={description} />
            <BudgetTable label={title} budgets={ofScope} {...rest} />
          </Card>
        );
      })}
    </Selection>
  );
}
