import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, type Sheet, type SheetColumn, sheetLines } from "@/lib/reports";
import type { ReportInput } from "@/lib/reports/types";
import { monthWords } from "../month-words";
import { usdOnPaper } from "../pdf/amounts";
import { budgetFigures } from "../pdf/budget-figures";
import type { SheetReport } from "../pdf/render-sheet";
import type { AllocationPage } from "../types";
import { getAllocation } from "./get-allocation";

/** Few enough to be one page. */
const ALL = 500;

type Line = {
  month: string;
  name: string;
  departmentId: string | null;
  members: number | null;
  basisPoints: number;
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
];

/**
 * The departments' costs and budgets in a month as lines, the last one what is not allocated: direct and shared cost
 * add up to the ledger's month. Amounts are exact decimals. For admins.
 */
export async function* allocationCsv(ctx: Ctx, input: ReportInput = {}): AsyncGenerator<string> {
  yield* sheetLines(sheetOf(await getAllocation(ctx, { ...input, limit: ALL })));
}

/** The same lines on paper. For admins. */
export async function allocationPaper(ctx: Ctx, input: ReportInput = {}): Promise<SheetReport<Line>> {
  const page = await getAllocation(ctx, { ...input, limit: ALL });
  const { span, total } = page;
  const last = span.today ?? span.lastDay;
  return {
    title: `AI costs by department, ${monthWords(span.month)}`,
    about: [
      `${span.month}-01 to ${last}; days of the zone ${span.timeZone}.`,
      "Direct is what a department’s members made. Shared is its part of what members without a department made.",
    ],
    figures: [
      ["Spent", usdOnPaper(total.costPicoUsd, total.estimatedPicoUsd)],
      ["Of which estimated", usdOnPaper(total.estimatedPicoUsd)],
      ...budgetFigures(page, total),
    ],
    sheet: sheetOf(page),
    readAt: span.readAt,
    wide: true,
  };
}

function sheetOf({ span, departments, unallocated }: AllocationPage): Sheet<Line> {
  const { basisPoints, budgetPicoUsd: budget } = unallocated;
  const { sharedPicoUsd: shared, sharedEstimatedPicoUsd: estimated } = unallocated;
  const lines = departments.map(
    (one): Line => ({
      ...{ month: span.month, name: one.name, departmentId: one.departmentId, members: one.members },
      ...{ basisPoints: one.basisPoints, budget: one.budgetPicoUsd, direct: one.direct.costPicoUsd },
      ...{ shared: one.sharedPicoUsd, spent: one.spentPicoUsd, estimated: one.estimatedPicoUsd },
      direct_estimated: one.direct.estimatedPicoUsd,
      ...{ shared_estimated: one.sharedEstimatedPicoUsd, left: one.leftPicoUsd },
    }),
  );
  const rest: Line = {
    ...{ month: span.month, name: "not allocated", departmentId: null, members: null, basisPoints, budget },
    ...{ direct: 0n, direct_estimated: 0n, shared, spent: shared },
    ...{ shared_estimated: estimated, estimated },
    left: budget === null ? null : budget - shared,
  };
  return { columns: COLUMNS, rows: [[...lines, rest]] };
}

function decimal(amount: PicoUsd | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
