import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a thread, so that nothing moves when it arrives. */
export default function ThreadLoading() {
  return (
    <div className="flex h-full flex-col" aria-busy>
      <PageHeader title={<span className="text-muted">Opening the thread…</span>} />
      <div className="mx-auto w-full max-w-[792px] flex-1 space-y-7 overflow-hidden px-4 pt-7">
        <Skeleton className="ml-auto h-12 w-3/5 rounded-card" />
        <div className="space-y-2.5">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-4/6" />
        </div>
      </div>
      <div className="mx-auto w-full max-w-[792px] px-4 pb-5">
        <Skeleton className="h-[93px] w-full rounded-card" />
      </div>
    </div>
  );
}
