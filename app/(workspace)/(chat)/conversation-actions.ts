import type { ConversationActions } from "@/components/conversation/view";
import * as actions from "./actions";
import { chooseAssistant, listChoosable } from "./assistants/actions";
import { getAnswerDetails, rateAnswer } from "./detail-actions";
import { eraseThread } from "./old-thread-actions";
import { PROMPT_ACTIONS } from "./prompt-server-actions";

export const CONVERSATION_ACTIONS: ConversationActions = {
  ...actions,
  ...{ eraseThread, rateAnswer, getAnswerDetails, listChoosable, chooseAssistant },
  prompts: PROMPT_ACTIONS,
};
