import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { type ProgramRequest, requestSchema } from "./request-schema";
import { refuseUnsupported } from "./unsupported";

/** What a program asks for. Throws `invalid` with one sentence and the place of what is wrong. */
export function readRequest(body: unknown): ProgramRequest {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid", "The body is a JSON object with at least model and messages.");
  }
  // OpenAI takes null for most parameters as left out, and its clients send it.
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  refuseUnsupported(given);
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) throw wrong(parsed.error.issues);
  if (parsed.data.stream_options && !parsed.data.stream) {
    const message = "stream_options can only be sent together with stream: true.";
    throw new AppError("invalid", message, { details: { param: "stream_options" } });
  }
  return parsed.data;
}

function wrong([first]: z.core.$ZodIssue[]): AppError {
  if (!first) return new AppError("invalid", "The request cannot be read.");
  const { issue, path } = innermost(first, first.path);
  const param = toParam(issue.code === "unrecognized_keys" ? [...path, issue.keys[0] ?? ""] : path);
  const details = { code: issue.code === "unrecognized_keys" ? "unknown_parameter" : "invalid_value", param };
  if (issue.code === "unrecognized_keys") {
    return new AppError("invalid", `Unknown parameter: '${param}'.`, { details });
  }
  return new AppError("invalid", sentenceOf(issue, param), { details });
}

function sentenceOf(issue: z.core.$ZodIssue, param: string): string {
  if (issue.message.endsWith(".")) return issue.message;
  if (issue.code === "too_small")
    return `'${param}' is ${sizeOf(issue.origin, `at least ${issue.minimum}`)}.`;
  if (issue.code === "too_big") return `'${param}' is ${sizeOf(issue.origin, `at most ${issue.maximum}`)}.`;
  return `'${param}' is not valid: ${issue.message.replace(/^Invalid input: /, "")}.`;
}

function sizeOf(origin: string, bound: string): string {
  const noun = { array: "list of entries", string: "text, in characters" }[origin];
  return noun ? `a ${noun}, ${bound}` : bound;
}

type Found = { issue: z.core.$ZodIssue; path: PropertyKey[] };

/** Of a union's branches, the one that was followed furthest: its complaint is about what was meant. */
function innermost(issue: z.core.$ZodIssue, path: PropertyKey[]): Found {
  if (issue.code !== "invalid_union") return { issue, path };
  let best: Found = { issue, path };
  for (const [first] of issue.errors) {
    if (!first) continue;
    const found = innermost(first, [...path, ...first.path]);
    if (found.path.length > best.path.length || best.issue === issue) best = found;
  }
  return best;
}

/** The place as OpenAI writes it: "messages[0].content". */
function toParam(path: PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 100)}`))
    .join("")
    .replace(/^\./, "");
}
