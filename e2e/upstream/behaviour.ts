/**
 * What the upstream does with one call. Written as text, in a marker of the last user message
 * (`[[upstream:slow:20]]`), after a plus in the model's name (`gpt-4o-mini+slow:20`) or in a script;
 * several are joined by a plus: `tokens:300+slow:20`.
 *
 * slow[:ms] · first:ms · tokens:n · cached:n · cachewrite:n · reasoning:n · cut[:after] · early[:after] ·
 * stall[:after] · hang · malformed[:after] · error[:after] · failed[:after] · html · json · no_usage · ignore_limit ·
 * tools[:calls] · absurd[:negative|huge|string|nan|fraction|cached|reasoning] · incomplete · content_filter ·
 * a status such as 429[:times[:retryAfterSeconds]] or 500[:times]. `after` counts tokens.
 */
export type Behaviour = {
  /** Milliseconds before each token. */
  delayMs: number;
  /** Milliseconds before the first byte of the answer. */
  firstDelayMs: number;
  /** Length of the made-up answer; null leaves the reply as it is. */
  tokens: number | null;
  cachedTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
  /** So many tool calls instead of words, of the tools that the request offers; chat dialect only. */
  toolCalls: number;
  usage: "normal" | "none" | AbsurdUsage;
  ending: "natural" | "length" | "content_filter";
  /** Goes on beyond the longest answer that was asked for. */
  ignoresLimit: boolean;
  fault: Fault | null;
};

const ABSURD = ["negative", "huge", "string", "nan", "fraction", "cached", "reasoning"] as const;
export type AbsurdUsage = (typeof ABSURD)[number];

const MIDWAY = ["cut", "early", "stall", "malformed", "error", "failed"] as const;
type MidwayFault = (typeof MIDWAY)[number];

export type Fault =
  | { kind: MidwayFault; afterTokens: number }
  | { kind: "hang" | "html" | "json" }
  | { kind: "status"; status: number; times: number; retryAfterS: string };

export const NORMAL: Behaviour = {
  delayMs: 0,
  firstDelayMs: 0,
  tokens: null,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  toolCalls: 0,
  usage: "normal",
  ending: "natural",
  ignoresLimit: false,
  fault: null,
};

const MARKER = /\[\[upstream:([^\]]+)\]\]/g;

/** Throws RangeError naming the part it does not know, so that a misspelt test fails. */
export function parseBehaviour(text: string, base: Behaviour = NORMAL): Behaviour {
  return Object.assign({}, base, ...text.split("+").map((part) => parsePart(part.trim())));
}

/** The behaviour texts of all markers in a message, joined; null when there is none. */
export function markerIn(text: string): string | null {
  const found = [...text.matchAll(MARKER)].map(([, behaviour = ""]) => behaviour);
  return found.length > 0 ? found.join("+") : null;
}

export function withoutMarkers(text: string): string {
  return text.replace(MARKER, "").trim();
}

/** "429:3" is three calls long in a script: one part for each. */
export function expandTimes(text: string): string[] {
  const { fault } = parseBehaviour(text);
  if (fault?.kind !== "status") return [text];
  return Array.from({ length: fault.times }, () => `${fault.status}:1:${fault.retryAfterS}`);
}

function parsePart(part: string): Partial<Behaviour> {
  const [name = "", first, second] = part.split(":");
  const count = (fallback: number) => countOf(part, first, fallback);
  if (/^[45]\d\d$/.test(name)) {
    return { fault: { kind: "status", status: Number(name), times: count(1), retryAfterS: second ?? "1" } };
  }
  const midway = MIDWAY.find((kind) => kind === name);
  if (midway) return { fault: { kind: midway, afterTokens: count(5) } };
  switch (name) {
    case "normal":
      return {};
    case "slow":
      return { delayMs: count(50) };
    case "first":
      return { firstDelayMs: count(200) };
    case "tokens":
      return { tokens: count(100) };
    case "cached":
      return { cachedTokens: count(0) };
    case "cachewrite":
      return { cacheWriteTokens: count(0) };
    case "reasoning":
      return { reasoningTokens: count(0) };
    case "tools":
      return { toolCalls: count(1) };
    case "hang":
    case "html":
    case "json":
      return { fault: { kind: name } };
    case "ignore_limit":
      return { ignoresLimit: true };
    case "no_usage":
      return { usage: "none" };
    case "absurd":
      return { usage: absurdOf(part, first) };
    case "incomplete":
      return { ending: "length" };
    case "content_filter":
      return { ending: "content_filter" };
    default:
      throw new RangeError(`The upstream knows no behaviour "${part}".`);
  }
}

function countOf(part: string, given: string | undefined, fallback: number): number {
  const count = given === undefined || given === "" ? fallback : Number(given);
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`"${part}" needs a whole number.`);
  return count;
}

function absurdOf(part: string, given = "negative"): AbsurdUsage {
  const kind = ABSURD.find((known) => known === given);
  if (!kind) throw new RangeError(`"${part}": the upstream knows ${ABSURD.join(", ")}.`);
  return kind;
}
