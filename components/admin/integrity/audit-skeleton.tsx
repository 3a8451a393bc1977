import { Skeleton } from "@/components/ui/skeleton";

/** Of the size of a report, while the ledger is being added up. */
export function AuditSkeleton() {
  return (
    <div className="space-y-3.5">
      <p role="status" className="sr-only">
        Adding up the ledger
      </p>
      <Skeleton className="h-[86px] rounded-card" />
      <div className="grid grid-cols-2 gap-3.5 xl:grid-cols-4">
        {["estimated", "unpriced", "overruns", "open"].map((figure) => (
          <Skeleton key={figure} className="h-[120px] rounded-card" />
        ))}
      </div>
      <div className="grid gap-3.5 lg:grid-cols-2">
        <Skeleton className="h-[400px] rounded-card" />
        <Skeleton className="h-[400px] rounded-card" />
      </div>
    </div>
  );
}
