import type { Rating } from "@/lib/assistants/types";
import { AnswerMenu } from "./answer-menu";
import { useMessageTools } from "./message-tools";
import { RatingButtons } from "./rating-buttons";

/** Their place until the page has the answer as it is stored, so that nothing moves then. */
export function ExtrasPlace() {
  return <span aria-hidden className="h-6 w-20 pointer-coarse:h-8 pointer-coarse:w-26" />;
}

type AnswerExtrasProps = { messageId: string; text: string; rated: Rating | null };

/** What else can be done about an answer: say what one thinks of it, quote it, see how its cost comes about. */
export function AnswerExtras({ messageId, text, rated }: AnswerExtrasProps) {
  const acts = useMessageTools();
  if (!acts) return null;
  return (
    <>
      {text && <RatingButtons messageId={messageId} rated={rated} rate={acts.rate} />}
      <AnswerMenu messageId={messageId} text={text} acts={acts} />
    </>
  );
}
