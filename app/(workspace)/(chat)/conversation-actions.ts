import type { ConversationActions } from "@/components/conversation/view";
import { getQuote, retryAnswer, sendMessage, stopRun } from "./actions";
import { chooseAssistant, listChoosable } from "./assistants/actions";

export const CONVERSATION_ACTIONS: ConversationActions = {
  sendMessage,
  retryAnswer,
  stopRun,
  getQuote,
  listChoosable,
  chooseAssistant,
};
