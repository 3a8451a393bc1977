import type { Route } from "next";
import Link from "next/link";
import { Call } from "@/components/conversation/details/call";
import { nameOf } from "@/components/conversation/details/words";
import { useLoaded } from "@/components/threads/details/use-loaded";
import { Alert } from "@/components/ui/alert";
import { Skeleton } from "@/components/ui/skeleton";
import type { UsageRun } from "@/lib/reports/types";
import type { LoadRun } from "./run-row";

type RunCallsProps = { run: UsageRun; timeZone: string; load: LoadRun };

/** Every call of a run, its price and the formula of its cost. */
export function RunCalls({ run, timeZone, load }: RunCallsProps) {
  const { data, failure } = useLoaded(() => load({ runId: run.runId }));
  if (failure) return <Alert tone="bad">{failure}</Alert>;
  if (!data) return <Skeleton className="h-40" />;
  return (
    <div className="mb-3 ml-6 space-y-5 border-line border-l-2 pl-4">
      {data.calls.map((call) => (
        <section key={`${call.purpose}-${call.number}`} aria-label={nameOf(call)}>
          <Call call={call} timeZone={timeZone} />
        </section>
      ))}
      {run.title && !run.isApiKey && (
        <Link href={`/threads/${run.threadId}` as Route} className="text-accent text-sm hover:underline">
          Open the thread
        </Link>
      )}
    </div>
  );
}
