import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, type Sheet, type SheetColumn, sheetLines } from "@/lib/reports";
import type { ReportInput } from "@/lib/reports/types";
import { monthWords } from "../month-words";
import { knownOnPaper, usdOnPaper } from "../pdf/amounts";
import { budgetFigures } from "../pdf/budget-figures";
import type { SheetReport } from "../pdf/render-sheet";
import type { AllocationPage, DepartmentCost } from "../types";
import { knownOf, unpricedIn, unpricedOf, unpricedWords } from "../unpriced";
import { getAllocation } from "./get-allocation";

/** Few enough to be one page. */
const ALL = 500;

type Line = {
  month: string;
  name: string;
  departmentId: string | null;
  members: number | null;
  basisPoints: number;
  unpriced: number;
} & Record<Amounts, PicoUsd | null>;

type Amounts =
  | "budget"
  | "direct"
  | "direct_estimated"
  | "shared"
  | "shared_estimated"
  | "spent"
  | "estimated"
  | "left";

const money = (name: Amounts, label?: string) => ({
  ...{ name: `${name}_usd`, read: (line: Line) => decimal(line[name]) },
  ...(label ? { paper: { label, share: 0.105, sums: true } } : {}),
});

const COLUMNS: SheetColumn<Line>[] = [
  { name: "month", read: ({ month }) => month },
  { name: "department", read: ({ name }) => name, paper: { label: "Department", share: 0.2 } },
  { name: "department_id", read: ({ departmentId }) => departmentId },
  { name: "members", read: ({ members }) => members, paper: { label: "Members", share: 0.08 } },
  {
    ...{ name: "share_percent", read: ({ basisPoints }) => basisPoints / 100 },
    paper: { label: "Share, %", share: 0.09 },
  },
  money("budget", "Budget, $"),
  money("direct", "Direct, $"),
  money("direct_estimated"),
  money("shared", "Shared, $"),
  money("shared_estimated"),
  money("spent", "Spent, $"),
  money("estimated", "Estimated, $"),
  money("left", "Left, $"),
  { name: "unpriced_calls", read: ({ unpriced }) => unpriced },
];
/** Paper says how many calls have no price where some have none, beside narrower names. */
const WITH_UNPRICED = COLUMNS.map((column): SheetColumn<Line> => {
  if (column.name === "unpriced_calls") return { ...column, paper: { label: "Unpriced calls", share: 0.07 } };
  return column.name === "department" ? { ...column, paper: { label: "Department", share: 0.13 } } : column;
});

/**
 * The departments' costs and budgets in a month as lines, the last one what is not allocated: direct and shared cost
 * add up to the ledger's month. Amounts are exact decimals; one that is unknown is empty, and `unpriced_calls` says how
 * many calls no amount has. For admins.
 */
export async function* allocationCsv(ctx: Ctx, input: ReportInput = {}): AsyncGenerator<string> {
  yield* sheetLines(sheetOf(await getAllocation(ctx, { ...input, limit: ALL })));
}

/** The same lines on paper. For admins. */
export async function allocationPaper(ctx: Ctx, input: ReportInput = {}): Promise<SheetReport<Line>> {
  const page = await getAllocation(ctx, { ...input, limit: ALL });
  const { span, total } = page;
  const unpriced = unpricedIn(page.unpriced);
  const without = unpricedWords(page.unpriced);
  const last = span.today ?? span.lastDay;
  return {
    title: `AI costs by department, ${monthWords(span.month)}`,
    about: [
      `${span.month}-01 to ${last}; days of the zone ${span.timeZone}.`,
      "Direct is what a department’s members made. Shared is its part of what members without a department made.",
      ...(without ? [without] : []),
    ],
    figures: [
      ["Spent", knownOnPaper(total, unpriced)],
      ["Of which estimated", usdOnPaper(total.estimatedPicoUsd)],
      ...budgetFigures(page, { ...total, unpriced }),
    ],
    sheet: sheetOf(page),
    readAt: span.readAt,
    wide: true,
  };
}

function sheetOf({ span, departments, unallocated, unpriced }: AllocationPage): Sheet<Line> {
  const { basisPoints, budgetPicoUsd: budget } = unallocated;
  const { sharedPicoUsd: shared, sharedEstimatedPicoUsd: estimated } = unallocated;
  const lines = departments.map((one): Line => {
    const spent = knownOf(one.spentPicoUsd, unpricedOf(one));
    return {
      ...{ month: span.month, name: one.name, departmentId: one.departmentId, members: one.members },
      ...{ basisPoints: one.basisPoints, budget: one.budgetPicoUsd, spent, unpriced: unpricedOf(one) },
      ...{ ...directOf(one), ...sharedOf(one) },
      estimated: spent === null ? null : one.estimatedPicoUsd,
      left: spent === null ? null : one.leftPicoUsd,
    };
  });
  const spent = knownOf(shared, unpricedOf(unallocated));
  const rest: Line = {
    ...{ month: span.month, name: "not allocated", departmentId: null, members: null, basisPoints, budget },
    ...{ direct: 0n, direct_estimated: 0n, spent, unpriced: unpricedOf(unallocated) },
    ...sharedOf(unallocated),
    estimated: spent === null ? null : estimated,
    left: budget === null || spent === null ? null : budget - spent,
  };
  return { columns: unpricedIn(unpriced) > 0 ? WITH_UNPRICED : COLUMNS, rows: [[...lines, rest]] };
}

function directOf({ direct, unpriced }: DepartmentCost): Pick<Line, "direct" | "direct_estimated"> {
  const cost = knownOf(direct.costPicoUsd, unpriced);
  return { direct: cost, direct_estimated: cost === null ? null : direct.estimatedPicoUsd };
}

function sharedOf(of: AllocationPage["unallocated"]): Pick<Line, "shared" | "shared_estimated"> {
  const cost = knownOf(of.sharedPicoUsd, of.sharedUnpriced);
  return { shared: cost, shared_estimated: cost === null ? null : of.sharedEstimatedPicoUsd };
}

function decimal(amount: PicoUsd | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
