export { archiveAssistant, restoreAssistant } from "./assistants/archive";
export { archiveAssistants } from "./assistants/archive-several";
export { chooseAssistant } from "./assistants/choose";
export {
  ASSISTANT_DESCRIPTION_MAX,
  ASSISTANT_INSTRUCTIONS_MAX,
  ASSISTANT_NAME_MAX,
  type AssistantInput,
} from "./assistants/fields";
export { findAssistant, getAssistant } from "./assistants/find";
export { type AssistantQuery, listAssistants } from "./assistants/list";
export {
  findSharedAssistant,
  listSharedAssistants,
  type SharedAssistantQuery,
} from "./assistants/list-shared";
export { saveAssistant } from "./assistants/save";
export { weighInstructions } from "./assistants/weigh";
export { type AttachInput, attachFile } from "./attachments/attach";
export { eraseUnsentAttachments } from "./attachments/erase";
export { type AttachmentFile, getAttachment } from "./attachments/get";
export { ATTACHMENTS_MAX, IMAGE_BYTES_MAX } from "./attachments/limits";
export { removeAttachment } from "./attachments/remove";
export { countCategories } from "./categories/count";
export { deleteCategory } from "./categories/delete";
export { listCategories } from "./categories/list";
export { saveCategory } from "./categories/save";
export { type Completion, type CompletionInput, createCompletion } from "./completions/create";
export { getProgramModel, listProgramModels, type ProgramModel } from "./completions/models";
export { GO_ON } from "./context/choose";
export { type ExportFormat, exportThreads, type ThreadExport } from "./exchange/export";
export { IMPORT_BYTES_MAX, importThreads } from "./exchange/import";
export { agreeToDeletion, getDeletionOutlook } from "./lifecycle/agree";
export { findAnnouncement, listAnnounced } from "./lifecycle/announced";
export { archiveIdleThreads } from "./lifecycle/archive-idle";
export { deleteOldThreads } from "./lifecycle/delete-old";
export { listDeletedThreads } from "./lifecycle/deleted";
export { keepAllThreads, keepThreads } from "./lifecycle/keep";
export { saveThreadRules } from "./lifecycle/rules";
export { getAnswerDetails, getRunDetails } from "./messages/get-details";
export { type RatingInput, rateAnswer } from "./messages/rate";
export { listModels } from "./models/list";
export { listOwnModels } from "./models/list-own";
export { listModelPrices, type ModelPricesQuery } from "./models/list-prices";
export { listUnofferedPrices } from "./models/list-unoffered-prices";
export { deletePrompt } from "./prompts/delete";
export { PROMPT_NAME_MAX, PROMPT_TEXT_MAX, type PromptInput } from "./prompts/fields";
export { getPrompt } from "./prompts/get";
export { listPrompts, type PromptQuery } from "./prompts/list";
export { PROMPTS_MAX, savePrompt } from "./prompts/save";
export { type Adjustment, adjustAttempt } from "./runs/adjust-attempt";
export { type ContinueInput, continueAnswer } from "./runs/continue";
export { correctEstimates } from "./runs/correct-estimates";
export { drainRuns } from "./runs/drain";
export { type EditInput, editMessage } from "./runs/edit";
export { type FollowInput, followRun } from "./runs/follow";
export { getQuote } from "./runs/quote";
export { recoverRuns } from "./runs/recover";
export { type RetryInput, retryAnswer } from "./runs/retry";
export { MESSAGE_CHARACTERS_MAX, startRun } from "./runs/start";
export { stopRun } from "./runs/stop";
export { tellPaused } from "./runs/tell-paused";
export { continueShared } from "./shares/continue";
export { findShare } from "./shares/find";
export { getSharedThread } from "./shares/get-shared";
export { listShares } from "./shares/list";
export { shareThread, updateShare } from "./shares/share";
export { stopSharing } from "./shares/stop";
export { archiveThreads, unarchiveThreads } from "./threads/archive";
export { categoriseThreads } from "./threads/categorise";
export { chooseBranch } from "./threads/choose-branch";
export { countArchived } from "./threads/count-archived";
export { deleteThreads, restoreThreads } from "./threads/delete";
export { duplicateThread } from "./threads/duplicate";
export { eraseDeletedThreads, eraseTemporaryThreads, eraseThreads } from "./threads/erase";
export { eraseThread } from "./threads/erase-now";
export { getThread } from "./threads/get";
export { listThreads } from "./threads/list";
export { mergeThreads, unmergeThread } from "./threads/merge";
export { pinThreads, unpinThreads } from "./threads/pin";
export { renameThread } from "./threads/rename";
export { searchThreads } from "./threads/search";
export { seeThread } from "./threads/see";
export { listSimilarThreads } from "./threads/similar";
export type * from "./types";
