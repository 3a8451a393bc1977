import type { Route } from "next";
import Link from "next/link";
import { Input } from "@/components/ui/input";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import type { AllocationPage, DepartmentCost } from "@/lib/finance/types";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import { formatPercent } from "@/lib/percent";

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
    <Table label="Departments">
      <Head hasBudget={hasBudget} />
      <TableBody>
        {departments.map((department) => (
          <TableRow key={department.departmentId}>
            <NameCell department={department} month={span.today ? null : span.month} />
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
            <MoneyCells {...moneyOf(department)} digits={digits} hasBudget={hasBudget} />
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="border-line border-t">
        <TableRow className="text-muted">
          <TableCell>Not allocated</TableCell>
          <TableCell numeric>{percentWords(unallocated.basisPoints)}</TableCell>
          <MoneyCells {...rest} digits={digits} hasBudget={hasBudget} />
        </TableRow>
        <TableRow className="font-medium">
          <TableCell>All {page.departmentCount} departments</TableCell>
          <TableCell numeric>{formatPercent(100)}</TableCell>
          <MoneyCells {...all} digits={digits} hasBudget={hasBudget} />
        </TableRow>
      </tfoot>
    </Table>
  );
}

function Head({ hasBudget }: { hasBudget: boolean }) {
  return (
    <TableHead>
      <TableRow className="last:border-b">
        <TableHeader>Department</TableHeader>
        <TableHeader numeric>Share</TableHeader>
        {hasBudget && (
          <TableHeader numeric className="whitespace-nowrap">
            Share of budget
          </TableHeader>
        )}
        <TableHeader numeric>Direct</TableHeader>
        <TableHeader numeric>Shared</TableHeader>
        <TableHeader numeric>Spent</TableHeader>
        {hasBudget && <TableHeader numeric>Left</TableHeader>}
      </TableRow>
    </TableHead>
  );
}

function NameCell({ department, month }: { department: DepartmentCost; month: string | null }) {
  const path = `/admin/departments/${department.departmentId}`;
  return (
    <TableCell className="w-full min-w-40 max-w-0">
      <Link
        href={(month ? `${path}?month=${month}` : path) as Route}
        className="block truncate font-medium hover:underline"
      >
        {department.name}
      </Link>
      <span className="whitespace-nowrap text-muted text-xs">
        {department.members === 1 ? "1 member" : `${department.members.toLocaleString("en-US")} members`}
      </span>
    </TableCell>
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

type Money = {
  budget: PicoUsd | null;
  /** Null where there can be none. */
  direct: PicoUsd | null;
  shared: PicoUsd;
  spent: PicoUsd;
  estimated: PicoUsd;
  left: PicoUsd | null;
};

function moneyOf(department: DepartmentCost): Money {
  return {
    budget: department.budgetPicoUsd,
    direct: department.direct.costPicoUsd,
    shared: department.sharedPicoUsd,
    spent: department.spentPicoUsd,
    estimated: department.estimatedPicoUsd,
    left: department.leftPicoUsd,
  };
}

function restOf({ unallocated }: AllocationPage): Money {
  const { budgetPicoUsd, sharedPicoUsd, sharedEstimatedPicoUsd: estimated } = unallocated;
  return {
    ...{ budget: budgetPicoUsd, direct: null, shared: sharedPicoUsd },
    ...{ spent: sharedPicoUsd, estimated },
    left: budgetPicoUsd === null ? null : budgetPicoUsd - sharedPicoUsd,
  };
}

function totalOf({ total, shared, budgetPicoUsd }: AllocationPage): Money {
  return {
    ...{ budget: budgetPicoUsd, direct: total.costPicoUsd - shared.costPicoUsd, shared: shared.costPicoUsd },
    ...{ spent: total.costPicoUsd, estimated: total.estimatedPicoUsd },
    left: budgetPicoUsd === null ? null : budgetPicoUsd - total.costPicoUsd,
  };
}

type Digits = Record<"budget" | "direct" | "shared" | "spent" | "left", UsdDigits>;

/** Each column has its own, so that its points stand below each other. */
function digitsOf(rows: readonly Money[]): Digits {
  const of = (column: keyof Digits) => columnDigits(rows.map((row) => row[column] ?? 0n));
  return {
    ...{ budget: of("budget"), direct: of("direct"), shared: of("shared") },
    ...{ spent: of("spent"), left: of("left") },
  };
}

type MoneyCellsProps = Money & { digits: Digits; hasBudget: boolean };

function MoneyCells({ digits, hasBudget, ...money }: MoneyCellsProps) {
  return (
    <>
      {hasBudget && (
        <TableCell numeric>
          {money.budget === null ? "–" : <Amount value={money.budget} digits={digits.budget} />}
        </TableCell>
      )}
      <TableCell numeric>
        {money.direct === null ? "–" : <Amount value={money.direct} digits={digits.direct} />}
      </TableCell>
      <TableCell numeric>
        <Amount value={money.shared} digits={digits.shared} />
      </TableCell>
      <TableCell numeric>
        <Amount value={money.spent} estimated={money.estimated} digits={digits.spent} />
      </TableCell>
      {hasBudget && (
        <TableCell numeric className={money.left !== null && money.left < 0n ? "text-bad" : undefined}>
          {money.left === null ? "–" : <Amount value={money.left} digits={digits.left} />}
        </TableCell>
      )}
    </>
  );
}

/** "12.5%". */
export function percentWords(basisPoints: number): string {
  return formatPercent(basisPoints / 100);
}
