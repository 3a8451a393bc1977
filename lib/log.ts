import pino from "pino";

/** Structured lines on stdout. Never message text, passwords or keys: callers pass ids, amounts and codes. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  redact: ["password", "apiKey", "token", "*.password", "*.apiKey", "*.token"],
  serializers: { err: describeError },
});

type Described = {
  name: string;
  code?: string;
  constraint?: string;
  message?: string;
  stack?: string;
  cause?: Described;
};

/** An error without what a query carried: the database layer puts every parameter into its message and stack. */
export function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { name: typeof error };
  const isQuery = "params" in error || "parameters" in error || "query" in error;
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    name: error.name,
    ...("code" in error ? { code: String(error.code) } : {}),
    ...("constraint_name" in error ? { constraint: String(error.constraint_name) } : {}),
    ...(isQuery ? {} : { message: error.message }),
    stack: frames.join("\n"),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}
