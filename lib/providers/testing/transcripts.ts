import { readFileSync } from "node:fs";
import type { SpokenDialect } from "../usage";
import type { StreamOutcome } from "./read-chunks";

export type Transcript = { name: string; dialect: SpokenDialect; bytes: Uint8Array; expected: StreamOutcome };

const count = (
  inputTokens: number,
  outputTokens: number,
  rest: { cached?: number; reasoning?: number } = {},
) => ({
  usage: {
    inputTokens,
    cachedInputTokens: rest.cached ?? 0,
    cacheWriteTokens: 0,
    outputTokens,
    reasoningTokens: rest.reasoning ?? 0,
  },
});
const MISSING = { usage: null, fault: "missing" } as const;

/** What each of the recorded answers in `transcripts/` says, byte for byte as its kind of server sends it. */
const EXPECTED: Record<string, StreamOutcome> = {
  "openai-responses": {
    text: 'Ein Budget überschreitet niemand — 👩🏽‍💻 «ça va»\n\n```ts\nconst a = "\\u00fc";\n```',
    responseId: "resp_68a1f00dcafe8190a1b2c3d4e5f60718",
    end: { reason: "stop", report: count(1187, 41, { cached: 1024 }) },
  },
  "openai-responses-reasoning": {
    text: "The second tariff costs 0.30 € less, bec",
    responseId: "resp_68a1f00dcafe8190a1b2c3d4e5f60720",
    end: { reason: "length", report: count(88, 400, { reasoning: 384 }) },
  },
  "openai-responses-refusal": {
    text: "I’m sorry, but I can’t help with that.",
    responseId: "resp_68a1f00dcafe8190a1b2c3d4e5f60730",
    end: { reason: "stop", report: count(71, 10) },
  },
  "openai-responses-tool-call": {
    text: "",
    responseId: "resp_68a1f00dcafe8190a1b2c3d4e5f60740",
    end: { reason: "stop", report: count(143, 19) },
  },
  "openai-responses-failed": {
    text: "The figures for",
    responseId: "resp_68a1f00dcafe8190a1b2c3d4e5f60750",
    end: { failure: "reported", report: MISSING },
  },
  "azure-responses-filtered": {
    text: "Det går ikke",
    responseId: "resp_0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    end: { reason: "content_filter", report: count(64, 3) },
  },
  "openai-chat": {
    text: 'Grüße aus 東京 🗼,\nalles "gut".',
    responseId: "chatcmpl-CkP3bQ9vXwZ",
    end: { reason: "stop", report: count(1290, 22, { cached: 1152 }) },
  },
  "openai-chat-tool-call": {
    text: "",
    responseId: "chatcmpl-CkP3bQ9vXwZ",
    end: { reason: "stop", report: count(152, 18) },
  },
  "openai-chat-refusal": {
    text: "I’m sorry, I can’t do that.",
    responseId: "chatcmpl-CkP3bQ9vXwZ",
    end: { reason: "stop", report: count(66, 9) },
  },
  "anthropic-chat": {
    text: "Voilà : le solde est de 12 € — « à peu près ».",
    responseId: "msg_01HqD8k3TzVfWm5nP2yR7sXc",
    end: { reason: "length", report: count(311, 24) },
  },
  "ollama-chat": {
    text: "Hello <b> world</b> 🦙!",
    responseId: "chatcmpl-417",
    end: { reason: "stop", report: count(31, 9) },
  },
  "azure-chat": {
    text: "Der Zähler steht auf 4 711 kWh.",
    responseId: null,
    end: { reason: "stop", report: count(57, 13) },
  },
  "azure-chat-filtered": {
    text: "Er zog das",
    responseId: null,
    end: { reason: "content_filter", report: count(49, 6) },
  },
  "openrouter-chat": {
    text: "Four, or 四 (4️⃣).",
    responseId: "gen-1785000005-hTf2Kx9LmQ",
    end: { reason: "stop", report: count(24, 139, { cached: 16, reasoning: 126 }) },
  },
  "openrouter-chat-error": {
    text: "Half of an",
    responseId: "gen-1785000005-hTf2Kx9LmQ",
    end: { failure: "reported", report: MISSING },
  },
  "vllm-chat-reasoning": {
    text: "答案是 0x2A = 42。",
    responseId: "chatcmpl-3f0b1c2d4e5f60718293a4b5c6d7e8f9",
    end: { reason: "stop", report: count(18, 10) },
  },
  "gemini-chat-hidden-thinking": {
    text: "Eins, zwei, drei, vier",
    responseId: "Q9ugadePBtbAqts",
    end: { reason: "stop", report: count(9, 102, { reasoning: 93 }) },
  },
  "llama-cpp-python-chat": {
    text: "Servus, Wörgl 👋🏽!\r\nEnde",
    responseId: "chatcmpl-0f1e2d3c-4b5a",
    end: { reason: "stop", report: MISSING },
  },
};

export const TRANSCRIPTS: Transcript[] = Object.entries(EXPECTED).map(([name, expected]) => ({
  name,
  dialect: name.includes("-responses") ? "responses" : "chat",
  bytes: new Uint8Array(readFileSync(new URL(`./transcripts/${name}.sse`, import.meta.url))),
  expected,
}));
