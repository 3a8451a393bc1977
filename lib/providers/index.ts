export { isPrivateAllowed, readProviderUrl } from "./address";
export { askAgain, canBeAsked, type PastResponse } from "./ask-again";
export { isProviderError, ProviderError } from "./error";
export { type DailyCost, listDailyCosts } from "./list-daily-costs";
export { askForModels, listProviderModels } from "./list-provider-models";
export { enteredProvider, listProviders } from "./list-providers";
export { isRecord } from "./record";
export { type StreamOptions, streamAnswer, streamCompletion } from "./stream-answer";
