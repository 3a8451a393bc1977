import { randomUUID } from "node:crypto";
import type { Dialect, ModelCall } from "./call";
import { toolSpeech } from "./tool-speech";
import { type ChatWire, chatWire } from "./wire-chat";
import { type ResponsesWire, responsesWire } from "./wire-responses";
import type { WireContext } from "./wire-shapes";

export type { Ending, WireUsage } from "./wire-shapes";

/** Writes one answer in one dialect: each method gives text ready to be sent. */
export type Wire = ResponsesWire | ChatWire;

type Spoken = Pick<ModelCall, "dialect" | "model" | "includeUsage"> & Partial<Pick<ModelCall, "toolCalls">>;

export function wireFor(call: Spoken): Wire {
  const context: WireContext = {
    id: randomUUID().replaceAll("-", ""),
    model: call.model,
    createdAt: Math.floor(Date.now() / 1000),
    includeUsage: call.includeUsage,
  };
  if (call.dialect === "responses") return responsesWire(context);
  return call.toolCalls?.length
    ? chatWire(context, toolSpeech(context.id, call.toolCalls))
    : chatWire(context);
}

/** The path below /v1 of each dialect. */
export const PATH_OF: Record<Dialect, string> = { responses: "/v1/responses", chat: "/v1/chat/completions" };

/** An error body as OpenAI words it. */
export function errorBody(code: string, message: string): { error: Record<string, string | null> } {
  return { error: { message, type: "invalid_request_error", param: null, code } };
}
