/** How an answer of our own model servers ends. */
export type Ending = "stop" | "length" | "content_filter";

/** Token counts to put on the wire. `unknown`, so that a test's upstream can also send nonsense. */
export type WireUsage = {
  input: unknown;
  cached: unknown;
  cacheWrite: unknown;
  output: unknown;
  reasoning: unknown;
};

export type WireContext = { id: string; model: string; createdAt: number; includeUsage: boolean };

/** The sum where there is one; otherwise whatever was to be sent as output. */
export function totalOf({ input, output }: WireUsage): unknown {
  return typeof input === "number" && typeof output === "number" ? input + output : output;
}
