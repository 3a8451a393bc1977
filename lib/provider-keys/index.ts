export { addProvider } from "./add";
export { pauseProvider, removeProvider, replaceKey, restoreProvider, resumeProvider } from "./change";
export { eraseRemovedKeys } from "./erase";
export { findProvider } from "./find";
export { listProviderCards } from "./list";
export { listAddedProviders } from "./list-added";
export { listCallable } from "./memory";
export { testProvider } from "./test";
