import type { ConversationActions } from "@/components/conversation/view";
import { getQuote, retryAnswer, sendMessage, stopRun } from "./actions";
import { getAnswerDetails, rateAnswer } from "./detail-actions";

export const CONVERSATION_ACTIONS: ConversationActions = {
  ...{ sendMessage, retryAnswer, stopRun, getQuote },
  ...{ rateAnswer, getAnswerDetails },
};
