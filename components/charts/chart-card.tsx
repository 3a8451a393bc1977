import { ChartNoAxesColumn, Table2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyles } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";

type ChartCardProps = {
  title: string;
  description: ReactNode;
  /** Other views of the same figures. */
  views: ReactNode;
  /** The chart, filling a box of fixed height. */
  chart: ReactNode;
  /** Below the chart: a legend or a remark. */
  foot?: ReactNode;
  /** The same figures as a table. */
  table: ReactNode;
  showsTable: boolean;
  toggleHref: Route;
};

/** A chart with its table behind it; the table is what is shown where scripts do not run. */
export function ChartCard(props: ChartCardProps) {
  const { title, description, views, chart, foot, table, showsTable, toggleHref } = props;
  const Icon = showsTable ? ChartNoAxesColumn : Table2;
  const actions = (
    <div className="flex flex-wrap items-center gap-2">
      {views}
      <Link href={toggleHref} scroll={false} className={buttonStyles({ variant: "outline", size: "sm" })}>
        <Icon aria-hidden />
        {showsTable ? "Chart" : "Table"}
      </Link>
    </div>
  );
  return (
    <Card>
      <CardHeader title={title} description={description} actions={actions} />
      {showsTable ? (
        table
      ) : (
        <div data-chart>
          <noscript>{table}</noscript>
          <div className="h-[270px] noscript:hidden">{chart}</div>
          {foot}
        </div>
      )}
    </Card>
  );
}
