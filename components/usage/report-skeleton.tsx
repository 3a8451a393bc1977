import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a report before its figures: tiles, chart, tables. */
export function ReportSkeleton({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <div
        role="status"
        aria-label="Loading figures"
        className="mx-auto w-full max-w-[1180px] space-y-3.5 px-4 py-5 md:px-8 md:py-7"
      >
        <div className="grid grid-cols-2 gap-3.5 xl:grid-cols-4">
          {["spent", "today", "left", "answers"].map((tile) => (
            <Skeleton key={tile} className="h-[110px] sm:h-[116px] rounded-card" />
          ))}
        </div>
        <Skeleton className="h-[374px] rounded-card" />
        <Skeleton className="h-[300px] rounded-card" />
      </div>
    </>
  );
}
