export { isProviderError, ProviderError } from "./error";
export { listProviderModels } from "./list-provider-models";
export { findProvider, listProviders } from "./list-providers";
export { type StreamOptions, streamAnswer } from "./stream-answer";
