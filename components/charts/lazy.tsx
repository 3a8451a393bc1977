"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

// The chart library draws nothing on the server and is the largest script: it is loaded where a chart is shown.
const loading = () => <Skeleton className="size-full" />;

export const LazySpendChart = dynamic(() => import("./spend-chart").then((module) => module.SpendChart), {
  ssr: false,
  loading,
});

export const LazyStackChart = dynamic(() => import("./stack-chart").then((module) => module.StackChart), {
  ssr: false,
  loading,
});

export const LazyCostBars = dynamic(() => import("./cost-bars").then((module) => module.CostBars), {
  ssr: false,
  loading,
});
