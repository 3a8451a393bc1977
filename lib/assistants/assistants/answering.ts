import { AppError } from "@/lib/errors";
import type { CountedText } from "../context/count-tokens";
import { noAssistant } from "./visible";

/** An assistant as a start needs it. */
export type Answering = {
  assistantId: string;
  name: string;
  instructions: CountedText;
  /** Answers where the member asked for no model. */
  model: string | null;
  outputTokensMax: number | null;
  /** False once it was archived. */
  isInGallery: boolean;
  /** False where it is not shared with this member, or not any more. */
  isVisible: boolean;
};

type Asked = { threadId: string | null; assistantId: string | null };

/**
 * The assistant that answers: what a thread chose, also when it was archived since, or the one that is asked for with
 * a new thread. Throws `conflict` where the thread's is not shared with the member any more, and `not_found`.
 */
export function answeringFor(found: Answering | null, { threadId, assistantId }: Asked): Answering | null {
  if (threadId === null) {
    if (assistantId !== null && !(found?.isVisible && found.isInGallery)) throw noAssistant();
    return found;
  }
  if (found && !found.isVisible) {
    throw new AppError(
      "conflict",
      `${found.name}, who answered in this thread, is not shared with you any more: choose another assistant, or none.`,
    );
  }
  return found;
}
