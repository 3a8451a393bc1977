import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { BulkDialog } from "@/components/ui/selection/bulk-dialog";
import { SelectCell, SelectHeader } from "@/components/ui/selection/select-box";
import { Selection } from "@/components/ui/selection/selection";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";
import type { PlanExposure } from "@/lib/reports/types";
import { PlanMenu, type PlanMenuProps } from "./plan-menu";
import { exposureWords, modelsWords, notOfferedWords, planWords } from "./plan-words";
import { NARROW_ONLY, WIDE_ONLY } from "./wide";

type PlansTableProps = Pick<PlanMenuProps, "actions" | "models"> & {
  plans: PlanExposure[];
  orgMonthPicoUsd: PicoUsd | null;
};

/** Plans with what each lets a member do, and the most that it lets a member cost. */
export function PlansTable({ plans, orgMonthPicoUsd, ...menu }: PlansTableProps) {
  return (
    <Selection rows={plans.map(({ planId, name }) => ({ id: planId, name }))}>
      <SelectionBar label="Selected plans">
        <BulkDialog
          button="Delete"
          title="Delete the selected plans?"
          description="Those that somebody has are left as they are. What is deleted cannot be brought back."
          action={menu.actions.removeMany}
          submit="Delete"
          tone="bad"
        />
      </SelectionBar>
      <div className="@container">
        <Table label="Plans">
          <TableHead>
            <TableRow className="last:border-b">
              <SelectHeader />
              <TableHeader className="w-1/2 @3xl:w-auto">Plan</TableHeader>
              <TableHeader numeric className={WIDE_ONLY}>
                Messages a month
              </TableHeader>
              <TableHeader numeric className={WIDE_ONLY}>
                Longest input
              </TableHeader>
              <TableHeader numeric className={WIDE_ONLY}>
                Longest answer
              </TableHeader>
              <TableHeader numeric className={WIDE_ONLY}>
                Most per message
              </TableHeader>
              <TableHeader className="@3xl:w-1/4 @3xl:pl-6">Worst case per member and month</TableHeader>
              <TableHeader numeric className={WIDE_ONLY}>
                Members
              </TableHeader>
              <OptionsHeader className="relative" />
            </TableRow>
          </TableHead>
          <TableBody>
            {plans.map((plan) => (
              <PlanRow key={plan.planId} plan={plan} orgMonthPicoUsd={orgMonthPicoUsd} {...menu} />
            ))}
          </TableBody>
        </Table>
      </div>
    </Selection>
  );
}

type PlanRowProps = Omit<PlansTableProps, "plans"> & { plan: PlanExposure };

function PlanRow({ plan, orgMonthPicoUsd, ...menu }: PlanRowProps) {
  const { messages, inputTokensMax, outputTokensMax, requestPicoUsdMax } = plan;
  const missing = notOfferedWords(plan, menu.models);
  return (
    <TableRow>
      <SelectCell id={plan.planId} name={plan.name} />
      <TableCell>
        <span className="block break-words font-medium">{plan.name}</span>
        <span className="block text-muted text-xs">{modelsWords(plan)}</span>
        {missing && (
          <Badge tone="warn" className="mt-0.5 whitespace-normal">
            {missing}
          </Badge>
        )}
        <span className={cn(NARROW_ONLY, "text-muted text-xs")}>{planWords(plan)}</span>
      </TableCell>
      <TableCell numeric className={WIDE_ONLY}>
        {countWords(messages)}
      </TableCell>
      <TableCell numeric className={WIDE_ONLY}>
        {countWords(inputTokensMax)}
      </TableCell>
      <TableCell numeric className={WIDE_ONLY}>
        {countWords(outputTokensMax)}
      </TableCell>
      <TableCell numeric className={WIDE_ONLY}>
        {requestPicoUsdMax === null ? <NoLimit /> : formatExactUsd(requestPicoUsdMax)}
      </TableCell>
      <TableCell className="@3xl:pl-6">
        <ExposureCell plan={plan} orgMonthPicoUsd={orgMonthPicoUsd} />
      </TableCell>
      <TableCell numeric className={WIDE_ONLY}>
        {plan.members.toLocaleString("en-US")}
      </TableCell>
      <TableCell numeric>
        <PlanMenu plan={plan} {...menu} />
      </TableCell>
    </TableRow>
  );
}

type ExposureCellProps = { plan: PlanExposure; orgMonthPicoUsd: PicoUsd | null };

function ExposureCell({ plan: { exposure }, orgMonthPicoUsd }: ExposureCellProps) {
  const { monthPicoUsd } = exposure;
  const isAbove = monthPicoUsd !== null && orgMonthPicoUsd !== null && monthPicoUsd > orgMonthPicoUsd;
  return (
    <>
      <span className="flex flex-wrap items-center gap-2 font-medium">
        {monthPicoUsd === null ? "Not bounded" : formatUsd(monthPicoUsd)}
        {isAbove && (
          <Badge tone="warn" className="whitespace-normal">
            Above the organisation’s budget
          </Badge>
        )}
      </span>
      <span className="block text-muted text-xs">{exposureWords(exposure)}</span>
    </>
  );
}

function countWords(count: bigint | number | null) {
  return count === null ? <NoLimit /> : count.toLocaleString("en-US");
}

function NoLimit() {
  return <span className="text-muted">No limit</span>;
}
