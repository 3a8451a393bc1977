import type { ConversationActions } from "@/components/conversation/view";
import * as actions from "./actions";
import { eraseThread } from "./old-thread-actions";

export const CONVERSATION_ACTIONS: ConversationActions = { ...actions, eraseThread };
