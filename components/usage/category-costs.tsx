import { CategoryDot } from "@/components/threads/category-dot";
import { Card, CardHeader } from "@/components/ui/card";
import type { CategorySum, UsageSum } from "@/lib/reports/types";
import { SumTable } from "./sum-table";

type CategoryCostsProps = {
  categories: CategorySum[];
  total: UsageSum;
  /** How many of the month's calls have no price; which categories they are of is not kept. */
  unpriced: number;
};

/** The month by the category that each thread is in now. */
export function CategoryCosts({ categories, total, unpriced }: CategoryCostsProps) {
  const rows = categories.map((sum) => ({
    id: `${sum.categoryId} ${sum.isApiKey}`,
    name: <CategoryName {...sum} />,
    sum,
  }));
  return (
    <Card>
      <CardHeader title="By category" />
      <SumTable label="Cost by category" of="Category" rows={rows} total={total} unpriced={unpriced} />
    </Card>
  );
}

function CategoryName({ name, colour, isApiKey }: CategorySum) {
  if (isApiKey) return <span className="text-muted">API keys</span>;
  if (name === null || colour === null) return <span className="text-muted">No category</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <CategoryDot colour={colour} /> {name}
    </span>
  );
}
