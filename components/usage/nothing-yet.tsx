import { ChartNoAxesColumn } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonStyles } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of charts and tables without a single figure. */
export function NothingYet({ isNew }: { isNew: boolean }) {
  return (
    <Card>
      {isNew ? (
        <EmptyState
          icon={<ChartNoAxesColumn />}
          title="Your spend will be shown here"
          action={
            <Link href={"/" as Route} className={buttonStyles({ size: "sm" })}>
              Start a thread
            </Link>
          }
        >
          Each answer costs its tokens times the price of its model, usually a small part of a cent. From the
          first one on you see here what each day, thread and model has cost, next to your budget.
        </EmptyState>
      ) : (
        <EmptyState icon={<ChartNoAxesColumn />} title="Nothing was spent in this month">
          Other months are listed in the upper right corner.
        </EmptyState>
      )}
    </Card>
  );
}
