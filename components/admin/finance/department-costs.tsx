import type { Route } from "next";
import Link from "next/link";
import { Input } from "@/components/ui/input";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import type { AllocationPage, DepartmentCost } from "@/lib/finance/types";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import type { CostSum } from "@/lib/reports/types";

type DepartmentCostsProps = {
  page: AllocationPage;
  /** Shares are fields of a form around the table. */
  edits?: { errorOf: (name: string) => string | undefined };
};

/** What each department costs, and below it what is not allocated and everything together. */
export function DepartmentCosts({ page, edits }: DepartmentCostsProps) {
  const { departments, unallocated, total, budgetPicoUsd, span } = page;
  const digits = columnDigits([total.costPicoUsd, ...departments.map(({ spentPicoUsd }) => spentPicoUsd)]);
  const hasBudget = budgetPicoUsd !== null;
  const left =
    unallocated.budgetPicoUsd === null ? null : unallocated.budgetPicoUsd - unallocated.sharedPicoUsd;
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
          <MoneyCells
            budget={unallocated.budgetPicoUsd}
            direct={null}
            shared={sharedOf(unallocated)}
            spent={sharedOf(unallocated)}
            left={left}
            {...{ digits, hasBudget }}
          />
        </TableRow>
        <TableRow className="font-medium">
          <TableCell>All {page.departmentCount} departments</TableCell>
          <TableCell numeric>100%</TableCell>
          <MoneyCells
            budget={budgetPicoUsd}
            direct={{
              costPicoUsd: total.costPicoUsd - page.shared.costPicoUsd,
              estimatedPicoUsd: total.estimatedPicoUsd - page.shared.estimatedPicoUsd,
            }}
            shared={page.shared}
            spent={total}
            left={budgetPicoUsd === null ? null : budgetPicoUsd - total.costPicoUsd}
            {...{ digits, hasBudget }}
          />
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
  direct: CostSum | null;
  shared: CostSum;
  spent: CostSum;
  left: PicoUsd | null;
};

type Shared = Pick<DepartmentCost, "sharedPicoUsd" | "sharedEstimatedPicoUsd">;

function sharedOf({ sharedPicoUsd, sharedEstimatedPicoUsd }: Shared): CostSum {
  return { costPicoUsd: sharedPicoUsd, estimatedPicoUsd: sharedEstimatedPicoUsd };
}

function moneyOf(department: DepartmentCost): Money {
  const { spentPicoUsd, estimatedPicoUsd } = department;
  return {
    budget: department.budgetPicoUsd,
    direct: department.direct,
    shared: sharedOf(department),
    spent: { costPicoUsd: spentPicoUsd, estimatedPicoUsd },
    left: department.leftPicoUsd,
  };
}

function MoneyCells({ digits, hasBudget, ...money }: Money & { digits: UsdDigits; hasBudget: boolean }) {
  const { budget, direct, shared, spent, left } = money;
  const amount = ({ costPicoUsd, estimatedPicoUsd }: CostSum) => (
    <Amount value={costPicoUsd} estimated={estimatedPicoUsd} digits={digits} />
  );
  return (
    <>
      {hasBudget && (
        <TableCell numeric>{budget === null ? "–" : <Amount value={budget} digits={digits} />}</TableCell>
      )}
      <TableCell numeric>{direct === null ? "–" : amount(direct)}</TableCell>
      <TableCell numeric>{amount(shared)}</TableCell>
      <TableCell numeric>{amount(spent)}</TableCell>
      {hasBudget && (
        <TableCell numeric className={left !== null && left < 0n ? "text-bad" : undefined}>
          {left === null ? "–" : amount({ ...spent, costPicoUsd: left })}
        </TableCell>
      )}
    </>
  );
}

/** "12.5%". */
export function percentWords(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}
