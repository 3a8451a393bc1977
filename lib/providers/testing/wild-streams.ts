import fc from "fast-check";
import type { FinishReason, ReportedUsage } from "../types";
import type { SpokenDialect } from "../usage";
import { sendUsage, soundUsage, wildUsage } from "./wild-usage";

/** A piece of a stream: text, or bytes that need not be text. */
type Piece = string | Uint8Array;
export type WildStream = { bytes: Uint8Array; cuts: number[] };

const encoder = new TextEncoder();

/** Text with whatever may stand in an answer: line ends, NUL, characters of four bytes, halves of them. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ maxLength: 12 }), weight: 3 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 6 }), weight: 2 },
  {
    arbitrary: fc.constantFrom(
      "",
      "ü",
      "東京",
      "👩🏽‍💻",
      "\ud83d",
      "\udc4b",
      "\0",
      "\r\n",
      "\n\ndata: [DONE]\n\n",
      "\ufeff",
      '"}]',
    ),
    weight: 3,
  },
);

/** Any JSON value, and the objects that the parser expects with something else in their places. */
const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown[]>(null, 0, 1e308, "", "x", true, false, [], {}, [null], [[]]),
    weight: 4,
  },
  { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
);

const REASONS = [
  "stop",
  "length",
  "content_filter",
  "tool_calls",
  "max_tokens",
  "error",
  "eos",
  "",
  null,
  7,
  {},
];
const wildReason = fc.constantFrom<unknown[]>(...REASONS);

const chatEvents: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc
      .record({ content: fc.option(wildText) })
      .map((delta) => ({ id: "c1", choices: [{ index: 0, delta }] })),
    weight: 18,
  },
  {
    arbitrary: fc.tuple(wildReason, wildUsage("chat")).map(([finish_reason, usage]) => ({
      choices: [{ delta: {}, finish_reason }],
      usage,
    })),
    weight: 9,
  },
  {
    arbitrary: fc.oneof(wildText, wildValue).map((wild) => ({
      choices: [{ delta: { tool_calls: [{ index: 0, function: { name: wild, arguments: wild } }] } }],
    })),
    weight: 3,
  },
  { arbitrary: wildUsage("chat").map((usage) => ({ choices: [], usage })), weight: 9 },
  { arbitrary: fc.record({ error: wildValue, choices: wildValue, usage: wildUsage("chat") }), weight: 3 },
  {
    arbitrary: fc.record({ id: wildValue, choices: wildValue, usage: wildValue }, { requiredKeys: [] }),
    weight: 6,
  },
  {
    arbitrary: fc
      .record({ delta: wildValue, finish_reason: wildValue }, { requiredKeys: [] })
      .map((choice) => ({ choices: [choice] })),
    weight: 6,
  },
  { arbitrary: wildValue, weight: 1 },
);

const ENDS = ["response.completed", "response.incomplete", "response.failed"] as const;
const incompleteReason = fc.constantFrom("max_output_tokens", "content_filter");
const responsesEvents: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: wildText.map((delta) => ({ type: "response.output_text.delta", delta })), weight: 18 },
  { arbitrary: wildText.map((delta) => ({ type: "response.refusal.delta", delta })), weight: 3 },
  { arbitrary: wildValue.map((id) => ({ type: "response.created", response: { id } })), weight: 6 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...ENDS), wildUsage("responses"), fc.oneof(incompleteReason, wildValue))
      .map(([type, usage, reason]) => ({ type, response: { usage, incomplete_details: { reason } } })),
    weight: 9,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...ENDS, "response.created", "response.output_text.delta"), wildValue)
      .map(([type, wild]) => ({ type, response: wild, delta: wild })),
    weight: 6,
  },
  { arbitrary: fc.record({ type: wildValue, error: wildValue, response: wildValue }), weight: 3 },
  {
    arbitrary: fc
      .constantFrom("response.in_progress", "response.audio.delta", "response.new")
      .map((type) => ({ type })),
    weight: 3,
  },
  { arbitrary: wildValue, weight: 1 },
);

/** Lines that no server should send, and comments, which any may. */
const noise: fc.Arbitrary<Piece> = fc.oneof(
  fc.constantFrom(
    ": ping\n\n",
    ":\n\n",
    "\n",
    "\r\n",
    "\ufeff",
    "\0",
    "data\n\n",
    "data:\n\n",
    "data: [DONE]\n\n",
    "data: [DONE]\r\n\r\n",
    "data: 1e999\n\n",
    "data: null\n\n",
    "id: \0\n",
    "retry: soon\n",
    "event\n",
    "event: error\n",
    "event: response.completed\n",
    "event: ping\ndata: not even JSON\n\n",
    "nonsense without an end",
    'data: {"choices":[{"delta":{"content":"\\ud83d"}}]}\n\n',
    'data: {"type":"response.output_text.delta","delta":"\\udc4b"}\n\n',
    'data: {"__proto__":{"choices":[]},"usage":{"prompt_tokens":1e400,"completion_tokens":-0}}\n\n',
  ),
  fc.uint8Array({ maxLength: 6 }),
  wildText,
);

type Frame = { value: unknown; shape: number; keep: number };

function frameOf({ value, shape, keep }: Frame, dialect: SpokenDialect): string {
  const json = JSON.stringify(value) ?? "undefined";
  const type = dialect === "responses" && shape % 4 !== 0 ? typeOf(value) : null;
  const name = type ? `event: ${type}\n` : "";
  // One in 24 is cut off in the middle of its JSON, one in eight has other line ends.
  const whole = shape % 24 === 23 ? json.slice(0, keep % (json.length + 1)) : json;
  const frame = `${name}data: ${whole}\n\n`;
  return shape % 8 === 7 ? frame.replaceAll("\n", "\r\n") : frame;
}

function typeOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "type" in value ? String(value.type) : null;
}

function join(pieces: Piece[]): Uint8Array {
  const parts = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return withoutLoneCr(bytes);
}

/** A CR alone ends a line as well, but no server sends one and the parser waits for what comes after it. */
function withoutLoneCr(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (byte === 13 && bytes[index + 1] !== 10 ? 32 : byte));
}

const piecesOf = (dialect: SpokenDialect): fc.Arbitrary<Piece[]> => {
  const frame = fc
    .record({
      value: dialect === "chat" ? chatEvents : responsesEvents,
      shape: fc.nat(47),
      keep: fc.nat(200),
    })
    .map((one): Piece => frameOf(one, dialect));
  return fc.array(fc.oneof({ arbitrary: frame, weight: 5 }, { arbitrary: noise, weight: 1 }), {
    maxLength: 8,
  });
};

/** Half of the streams come whole: reading each one twice would take half as long again. */
const wildPlaces = fc.oneof(fc.constant([]), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }));

/** A stream as a broken or hostile server of this dialect may send it, and places to cut it at. */
export function wildStream(dialect: SpokenDialect): fc.Arbitrary<WildStream> {
  return fc.tuple(piecesOf(dialect), wildPlaces).map(([pieces, places]) => {
    const bytes = join(pieces);
    return { bytes, cuts: places.map((place) => place % (bytes.length + 1)) };
  });
}

const HARMLESS = [
  "",
  ": ping\n\n",
  "\n",
  "id: 7\nretry: 100\n\n",
  "unknown: field\n\n",
  "event: response.new_thing\ndata: {}\n\n",
];

const promisedEnd = fc.constantFrom<FinishReason[]>("stop", "length", "content_filter");

export type PromisedStream = WildStream & { text: string; reason: FinishReason; usage: ReportedUsage };

/** A stream as a server should send it, with comments and unknown events between, and anything after its end. */
export function promisedStream(dialect: SpokenDialect): fc.Arbitrary<PromisedStream> {
  const words = fc.array(fc.tuple(fc.constantFrom(...HARMLESS), wildText), { maxLength: 6 });
  const places = fc.array(fc.nat(), { maxLength: 5 });
  return fc
    .record({
      words,
      reason: promisedEnd,
      usage: soundUsage,
      crlf: fc.boolean(),
      after: piecesOf(dialect),
      places,
    })
    .map(({ words, reason, usage, crlf, after, places }) => {
      const texts = words.map(([, text]) => text);
      const wire = dialect === "chat" ? chatFrames : responsesFrames;
      const { head, delta, end } = wire(reason, usage);
      const frames = [head, ...words.map(([between, text]) => between + delta(text)), end].join("");
      const bytes = join([crlf ? frames.replaceAll("\n", "\r\n") : frames, ...after]);
      const cuts = places.map((place) => place % (bytes.length + 1));
      return { bytes, cuts, text: texts.join(""), reason, usage };
    });
}

const sse = (data: object, name = "") => `${name && `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;

function chatFrames(reason: FinishReason, usage: ReportedUsage) {
  const finish = sse({ choices: [{ delta: {}, finish_reason: reason }] });
  return {
    head: sse({ id: "c1", choices: [{ delta: { role: "assistant", content: "" }, finish_reason: null }] }),
    delta: (content: string) => sse({ id: "c1", choices: [{ delta: { content }, finish_reason: null }] }),
    end: `${finish}${sse({ choices: [], usage: sendUsage("chat", usage) })}data: [DONE]\n\n`,
  };
}

function responsesFrames(reason: FinishReason, usage: ReportedUsage) {
  const type = reason === "stop" ? "response.completed" : "response.incomplete";
  const details = reason === "length" ? "max_output_tokens" : reason;
  const response = { usage: sendUsage("responses", usage), incomplete_details: { reason: details } };
  const created = { type: "response.created", response: { id: "r1" } };
  return {
    head: sse(created, created.type),
    delta: (delta: string) =>
      sse({ type: "response.output_text.delta", delta }, "response.output_text.delta"),
    end: sse({ type, response }, type),
  };
}
