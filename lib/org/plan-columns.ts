import { plans } from "@/db/schema";

/** A plan as it is selected. */
export const planColumns = {
  planId: plans.id,
  name: plans.name,
  models: plans.models,
  inputTokensMax: plans.inputTokensMax,
  outputTokensMax: plans.outputTokensMax,
  requestPicoUsdMax: plans.requestPicoUsdMax,
};
