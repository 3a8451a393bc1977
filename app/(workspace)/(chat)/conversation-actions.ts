import type { ConversationActions } from "@/components/conversation/view";
import { getQuote, retryAnswer, sendMessage, stopRun } from "./actions";
import { eraseThread } from "./old-thread-actions";

export const CONVERSATION_ACTIONS: ConversationActions = {
  sendMessage,
  retryAnswer,
  stopRun,
  getQuote,
  eraseThread,
};
