import type { PromptActions } from "@/components/prompts/types";
import { deletePrompt, getPrompt, listPrompts, savePrompt } from "./prompt-actions";

export const PROMPT_ACTIONS: PromptActions = {
  ...{ list: listPrompts, get: getPrompt, save: savePrompt, remove: deletePrompt },
};
