import type { Route } from "next";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Parts } from "@/components/ui/parts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { KnownCost } from "@/components/usage/known-cost";
import { UnpricedNotice } from "@/components/usage/unpriced-notice";
import type { AllocationPage, DepartmentCost } from "@/lib/finance/types";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { CostSum } from "@/lib/reports/types";

type DepartmentCostsProps = {
  page: AllocationPage;
  /** Shares are fields of a form around the table. */
  edits?: { errorOf: (name: string) => string | undefined };
};

/** What each department costs, and below it what is not allocated and everything together. */
export function DepartmentCosts({ page, edits }: DepartmentCostsProps) {
  const { departments, unallocated, budgetPicoUsd, span } = page;
  const hasBudget = budgetPicoUsd !== null;
  const rest = restOf(page);
  const all = totalOf(page);
  const digits = digitsOf([...departments.map(moneyOf), rest, all]);
  return (
    <>
      <UnpricedNotice isAdmin unpriced={page.unpriced ?? []} />
      <Table label="Departments">
        <Head hasBudget={hasBudget} />
        <TableBody>
          {departments.map((department) => (
            <TableRow key={department.departmentId}>
              <TableCell className="w-full min-w-40 max-w-0">
                <Name department={department} month={span.today ? null : span.month} />
                <Folded money={moneyOf(department)} />
              </TableCell>
              <TableCell numeric>
                {edits ? (
                  <ShareField
                    department={department}
                    error={edits.errorOf(`share-${department.departmentId}`)}
                  />
                ) : (
                  percentWords(department.basisPoints)
                )}
              </TableCell>
              <MoneyCells money={moneyOf(department)} digits={digits} hasBudget={hasBudget} />
            </TableRow>
          ))}
        </TableBody>
        <tfoot className="border-line border-t">
          <TableRow className="text-muted">
            <TableCell>
              Not allocated
              <Folded money={rest} />
            </TableCell>
            <TableCell numeric>{percentWords(unallocated.basisPoints)}</TableCell>
            <MoneyCells money={rest} digits={digits} hasBudget={hasBudget} />
          </TableRow>
          <TableRow className="font-medium">
            <TableCell>
              All {page.departmentCount} departments
              <Folded money={all} />
            </TableCell>
            <TableCell numeric>{formatPercent(100)}</TableCell>
            <MoneyCells money={all} digits={digits} hasBudget={hasBudget} />
          </TableRow>
        </tfoot>
      </Table>
    </>
  );
}

function Head({ hasBudget }: { hasBudget: boolean }) {
  return (
    <TableHead>
      <TableRow className="last:border-b">
        <TableHeader>Department</TableHeader>
        <TableHeader numeric>Share</TableHeader>
        {hasBudget && (
          <TableHeader numeric className={cn("whitespace-nowrap", WIDE)}>
            Share of budget
          </TableHeader>
        )}
        {["Direct", "Shared", "Spent", ...(hasBudget ? ["Left"] : [])].map((title) => (
          <TableHeader key={title} numeric className={WIDE}>
            {title}
          </TableHeader>
        ))}
      </TableRow>
    </TableHead>
  );
}

function Name({ department, month }: { department: DepartmentCost; month: string | null }) {
  const path = `/admin/departments/${department.departmentId}`;
  return (
    <>
      <Link
        href={(month ? `${path}?month=${month}` : path) as Route}
        className="block truncate font-medium hover:underline"
      >
        {department.name}
      </Link>
      <span className="whitespace-nowrap text-muted text-xs">
        {department.members === 1 ? "1 member" : `${department.members.toLocaleString("en-US")} members`}
      </span>
    </>
  );
}

function ShareField({ department, error }: { department: DepartmentCost; error: string | undefined }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Input
        name={`share-${department.departmentId}`}
        aria-label={`Share of ${department.name} in percent`}
        aria-invalid={error ? true : undefined}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={department.basisPoints === 0 ? "" : String(department.basisPoints / 100)}
        placeholder="0"
        className="h-8 w-18 px-2 text-right text-sm"
      />
      %
    </span>
  );
}

/** Null where there is none. */
type Money = Record<"budget" | "direct" | "left", Known | null> & Record<"shared" | "spent", Known>;
/** With how many calls have no price. */
type Known = CostSum & { unpriced?: number };

function moneyOf(department: DepartmentCost): Money {
  const { budgetPicoUsd, direct, spentPicoUsd, estimatedPicoUsd } = department;
  const { unpriced = 0, sharedUnpriced = 0 } = department;
  const spent = { costPicoUsd: spentPicoUsd, estimatedPicoUsd, unpriced: unpriced + sharedUnpriced };
  return {
    ...budgetAndLeft(budgetPicoUsd, spent),
    direct: { ...direct, unpriced },
    shared: sharedOf(department),
    spent,
  };
}

function restOf({ unallocated }: AllocationPage): Money {
  const shared = sharedOf(unallocated);
  return { ...budgetAndLeft(unallocated.budgetPicoUsd, shared), direct: null, shared, spent: shared };
}

function totalOf({ total, shared, budgetPicoUsd, ...page }: AllocationPage): Money {
  const { unpriced: models = [], sharedUnpriced = 0 } = page;
  const unpriced = models.reduce((sum, { calls }) => sum + calls, 0);
  const direct = {
    costPicoUsd: total.costPicoUsd - shared.costPicoUsd,
    estimatedPicoUsd: total.estimatedPicoUsd - shared.estimatedPicoUsd,
    unpriced: unpriced - sharedUnpriced,
  };
  const spent = { ...total, unpriced };
  return {
    ...budgetAndLeft(budgetPicoUsd, spent),
    ...{ direct, shared: { ...shared, unpriced: sharedUnpriced }, spent },
  };
}

type Shared = Pick<DepartmentCost, "sharedPicoUsd" | "sharedEstimatedPicoUsd" | "sharedUnpriced">;

function sharedOf({ sharedPicoUsd, sharedEstimatedPicoUsd, sharedUnpriced = 0 }: Shared): Known {
  return {
    ...{ costPicoUsd: sharedPicoUsd, estimatedPicoUsd: sharedEstimatedPicoUsd },
    unpriced: sharedUnpriced,
  };
}

/** What is left is as estimated as what was spent. */
function budgetAndLeft(budgetPicoUsd: PicoUsd | null, spent: Known): Pick<Money, "budget" | "left"> {
  if (budgetPicoUsd === null) return { budget: null, left: null };
  return {
    budget: { costPicoUsd: budgetPicoUsd, estimatedPicoUsd: 0n },
    left: {
      costPicoUsd: budgetPicoUsd - spent.costPicoUsd,
      estimatedPicoUsd: spent.estimatedPicoUsd,
    },
  };
}

const COLUMNS = ["budget", "direct", "shared", "spent"] as const;
const WIDE = "hidden lg:table-cell";

type Digits = Record<keyof Money, UsdDigits>;

/** Each column has its own, so that its points stand below each other. */
function digitsOf(rows: readonly Money[]): Digits {
  const of = (column: keyof Money) => columnDigits(rows.map((row) => row[column]?.costPicoUsd ?? 0n));
  return {
    ...{ budget: of("budget"), direct: of("direct"), shared: of("shared") },
    ...{ spent: of("spent"), left: of("left") },
  };
}

type MoneyCellsProps = { money: Money; digits: Digits; hasBudget: boolean };

function MoneyCells({ money, digits, hasBudget }: MoneyCellsProps) {
  const amount = (column: keyof Money) => {
    const sum = money[column];
    return sum === null ? "–" : <KnownAmount sum={sum} digits={digits[column]} />;
  };
  const isOver = money.left !== null && money.left.costPicoUsd < 0n;
  return (
    <>
      {(hasBudget ? COLUMNS : COLUMNS.slice(1)).map((column) => (
        <TableCell key={column} numeric className={WIDE}>
          {amount(column)}
        </TableCell>
      ))}
      {hasBudget && (
        <TableCell numeric className={cn(WIDE, isOver && "text-bad")}>
          {amount("left")}
        </TableCell>
      )}
    </>
  );
}

function KnownAmount({ sum, digits }: { sum: Known; digits?: UsdDigits }) {
  const { unpriced = 0 } = sum;
  return <KnownCost sum={{ ...sum, calls: unpriced }} unpriced={unpriced} {...(digits ? { digits } : {})} />;
}

/** The same on a narrow page, under the name; what matters most comes first. */
function Folded({ money }: { money: Money }) {
  const { spent, left, budget, direct, shared } = money;
  const amount = (sum: Known) => <KnownAmount sum={sum} />;
  const ofBudget = left && budget && (
    <span className={left.costPicoUsd < 0n ? "text-bad" : undefined}>
      {amount(left)} left of {amount(budget)}
    </span>
  );
  const made = <>{amount(shared)} shared</>;
  return (
    <div className="mt-0.5 lg:hidden">
      <Parts parts={ofBudget ? [<>{amount(spent)} spent</>, ofBudget] : [<>{amount(spent)} spent</>]} />
      <Parts
        className="font-normal text-muted text-xs"
        parts={direct ? [<>{amount(direct)} direct</>, made] : [made]}
      />
    </div>
  );
}

/** "12.5%". */
export function percentWords(basisPoints: number): string {
  return formatPercent(basisPoints / 100);
}
