export { archiveAssistant, restoreAssistant } from "./assistants/archive";
export { chooseAssistant } from "./assistants/choose";
export {
  ASSISTANT_DESCRIPTION_MAX,
  ASSISTANT_INSTRUCTIONS_MAX,
  ASSISTANT_NAME_MAX,
  type AssistantInput,
} from "./assistants/fields";
export { findAssistant, getAssistant } from "./assistants/find";
export { type AssistantQuery, listAssistants } from "./assistants/list";
export { findSharedAssistant, listSharedAssistants } from "./assistants/list-shared";
export { ASSISTANTS_MAX, saveAssistant } from "./assistants/save";
export { weighInstructions } from "./assistants/weigh";
export { deleteCategory } from "./categories/delete";
export { listCategories } from "./categories/list";
export { saveCategory } from "./categories/save";
export { type Completion, type CompletionInput, createCompletion } from "./completions/create";
export { getProgramModel, listProgramModels, type ProgramModel } from "./completions/models";
export { listModels } from "./models/list";
export { listOwnModels } from "./models/list-own";
export { listModelPrices, type ModelPricesQuery } from "./models/list-prices";
export { type Adjustment, adjustAttempt } from "./runs/adjust-attempt";
export { correctEstimates } from "./runs/correct-estimates";
export { drainRuns } from "./runs/drain";
export { type FollowInput, followRun } from "./runs/follow";
export { getQuote } from "./runs/quote";
export { recoverRuns } from "./runs/recover";
export { type RetryInput, retryAnswer } from "./runs/retry";
export { MESSAGE_CHARACTERS_MAX, startRun } from "./runs/start";
export { stopRun } from "./runs/stop";
export { archiveThreads, unarchiveThreads } from "./threads/archive";
export { categoriseThreads } from "./threads/categorise";
export { deleteThreads, restoreThreads } from "./threads/delete";
export { duplicateThread } from "./threads/duplicate";
export { eraseDeletedThreads } from "./threads/erase";
export { getThread } from "./threads/get";
export { listThreads } from "./threads/list";
export { mergeThreads, unmergeThread } from "./threads/merge";
export { pinThreads, unpinThreads } from "./threads/pin";
export { renameThread } from "./threads/rename";
export { searchThreads } from "./threads/search";
export { seeThread } from "./threads/see";
export type * from "./types";
