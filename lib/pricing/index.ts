export { affordableOutputTokens, costOf, dearestInput, ratesFor, worstCaseCost } from "./cost";
export { findPrice, toPrice } from "./find";
export { listPrices } from "./list";
export { syncPrices } from "./sync";
export type { Price, Rates, Usage } from "./types";
