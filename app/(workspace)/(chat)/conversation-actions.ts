import type { ConversationActions } from "@/components/conversation/view";
import * as actions from "./actions";

export const CONVERSATION_ACTIONS: ConversationActions = { ...actions };
