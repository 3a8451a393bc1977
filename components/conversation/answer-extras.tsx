import type { Rating } from "@/lib/assistants/types";
import { AnswerMenu } from "./answer-menu";
import { useMessageActs } from "./message-acts";
import { RatingButtons } from "./rating-buttons";

type AnswerExtrasProps = { messageId: string; text: string; rated: Rating | null };

/** What else can be done about an answer: say what one thinks of it, quote it, see how its cost comes about. */
export function AnswerExtras({ messageId, text, rated }: AnswerExtrasProps) {
  const acts = useMessageActs();
  if (!acts) return null;
  return (
    <>
      {text && <RatingButtons messageId={messageId} rated={rated} rate={acts.rate} />}
      <AnswerMenu messageId={messageId} text={text} acts={acts} />
    </>
  );
}
