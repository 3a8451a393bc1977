import { useLoaded } from "@/components/threads/details/use-loaded";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { AnswerDetails } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { ConversationActions } from "../view";
import { Call } from "./call";
import { exactWords, nameOf } from "./words";

type DetailsDialogProps = {
  messageId: string;
  load: ConversationActions["getAnswerDetails"];
  timeZone: string;
  onClose: () => void;
};

/** Every call that was made for an answer, its price and how its amount comes about. */
export function DetailsDialog({ messageId, load, timeZone, onClose }: DetailsDialogProps) {
  const { data, failure } = useLoaded(() => load({ messageId }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Details of this answer"
      focusTitle
      className="max-w-2xl"
    >
      {failure && <Alert tone="bad">{failure}</Alert>}
      {!data && !failure && <Skeleton className="h-80" />}
      {data && <Details details={data} timeZone={timeZone} />}
    </Dialog>
  );
}

function Details({
  details: { calls, costPicoUsd },
  timeZone,
}: {
  details: AnswerDetails;
  timeZone: string;
}) {
  const isEstimated = calls.some(
    ({ purpose, certainty }) => purpose === "answer" && certainty === "estimated",
  );
  const hasCost = calls.some((call) => call.purpose === "answer" && call.formula !== null);
  return (
    <div className="space-y-5">
      {calls.map((call) => (
        <section key={`${call.purpose}-${call.number}`} aria-label={nameOf(call)}>
          <Call call={call} timeZone={timeZone} />
        </section>
      ))}
      {hasCost && (
        <p className="flex justify-between gap-3 border-line border-t pt-3 font-medium">
          <span>This answer cost</span>
          <data value={toDecimalUsd(costPicoUsd)} className="tabular-nums">
            {exactWords(costPicoUsd, isEstimated)}
          </data>
        </p>
      )}
    </div>
  );
}
