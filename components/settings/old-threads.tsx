import Link from "next/link";
import { longDay } from "@/components/shell/clock-words";
import { daysWords, deletionWords, threadsWords } from "@/components/threads/old-words";
import { Card, CardHeader } from "@/components/ui/card";
import type { DeletionOutlook } from "@/lib/assistants/types";
import { ConsentSwitch, type SetConsent } from "./consent-switch";

type OldThreadsProps = { outlook: DeletionOutlook; timeZone: string; setConsent: SetConsent };

/** What happens to threads in which nothing happens, and the member's own word on their deletion. */
export function OldThreads({ outlook, timeZone, setConsent }: OldThreadsProps) {
  const { archiveAfterDays, deleteAfterDays, agreed, restorableDays } = outlook;
  const archive =
    archiveAfterDays === null
      ? "Your threads are not archived by themselves."
      : `A thread is archived after ${daysWords(archiveAfterDays)} without a message, unless it is pinned or kept.`;
  return (
    <Card id="old-threads">
      <CardHeader title="Old threads" description={archive} />
      {deleteAfterDays === null ? (
        <p className="text-muted text-sm">Your organisation deletes no threads for their age.</p>
      ) : (
        <>
          <ConsentSwitch
            label={`Delete my threads after ${daysWords(deleteAfterDays)} without a message`}
            agreed={agreed}
            setConsent={setConsent}
          />
          <p id="consent-means" className="mt-3 text-sm">
            <Meaning outlook={outlook} timeZone={timeZone} />
          </p>
          <p className="mt-2 text-muted text-sm">
            You are told two weeks before, and can keep, pin or export them. For {restorableDays} days deleted
            threads can be restored, and what they cost stays in the totals.
          </p>
        </>
      )}
      <p className="mt-4 text-sm">
        <Link href="/deleted" className="underline underline-offset-2">
          Recently deleted threads
        </Link>
      </p>
    </Card>
  );
}

function Meaning({ outlook, timeZone }: Pick<OldThreadsProps, "outlook" | "timeZone">) {
  const { agreed, announced, next } = outlook;
  if (!agreed) {
    return next
      ? `${threadsWords(next.count)} would be deleted on ${longDay(next.on, timeZone)}.`
      : "None of your threads is that old now.";
  }
  if (!announced) return "None of your threads is that old now.";
  return (
    <>
      {`${deletionWords(announced, timeZone)}. `}
      <Link href="/deleting" className="underline underline-offset-2">
        Look at them
      </Link>
    </>
  );
}
