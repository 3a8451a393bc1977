import { sql } from "drizzle-orm";
import { attempts, runs } from "@/db/schema";
import type { Certainty, IncompleteReason, RunStatus, RunView } from "../types";

/** The columns of a run and of its answer's attempt that a view is made of. */
export const viewColumns = {
  runId: runs.id,
  status: runs.status,
  provider: runs.provider,
  model: runs.model,
  assistantName: sql<string | null>`(select a.name from assistants a where a.id = ${attempts.assistantId})`,
  outputTokensMax: runs.outputTokensMax,
  cutToBudget: runs.cutToBudget,
  downgradeReason: runs.downgradeReason,
  incompleteReason: runs.incompleteReason,
  errorCode: runs.errorCode,
  errorMessage: runs.errorMessage,
  createdAt: runs.createdAt,
  endedAt: runs.endedAt,
  costPicoUsd: attempts.costPicoUsd,
  certainty: attempts.certainty,
  inputTokens: attempts.inputTokens,
  cachedInputTokens: attempts.cachedInputTokens,
  cacheWriteTokens: attempts.cacheWriteTokens,
  outputTokens: attempts.outputTokens,
  reasoningTokens: attempts.reasoningTokens,
};

export type ViewRow = {
  runId: string;
  status: RunStatus;
  provider: string;
  model: string;
  assistantName: string | null;
  outputTokensMax: number;
  cutToBudget: boolean;
  downgradeReason: string | null;
  incompleteReason: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  createdAt: Date;
  endedAt: Date | null;
  costPicoUsd: bigint | null;
  certainty: Certainty | null;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
};

export function toRunView(row: ViewRow): RunView {
  const { costPicoUsd, certainty } = row;
  return {
    id: row.runId,
    status: row.status,
    model: row.model,
    assistantName: row.assistantName,
    simulated: row.provider === "demo",
    cost: costPicoUsd === null || certainty === null ? null : { costPicoUsd, certainty, usage: usageOf(row) },
    downgradeReason: row.downgradeReason,
    durationMs: row.endedAt ? row.endedAt.getTime() - row.createdAt.getTime() : null,
    outputTokensMax: row.outputTokensMax,
    cutToBudget: row.cutToBudget,
    incompleteReason: toReason(row.incompleteReason),
    error: row.errorMessage ? { code: row.errorCode ?? "failed", message: row.errorMessage } : null,
  };
}

function usageOf(row: ViewRow) {
  return {
    inputTokens: row.inputTokens ?? 0,
    cachedInputTokens: row.cachedInputTokens ?? 0,
    cacheWriteTokens: row.cacheWriteTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    reasoningTokens: row.reasoningTokens ?? 0,
  };
}

const REASONS: readonly IncompleteReason[] = ["max_output_tokens", "budget", "interrupted", "content_filter"];

function toReason(stored: string | null): IncompleteReason | null {
  return REASONS.find((reason) => reason === stored) ?? null;
}
