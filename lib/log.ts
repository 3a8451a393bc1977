import pino from "pino";

/** Structured lines on stdout. Never message text, passwords or keys: callers pass ids, amounts and codes. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  redact: ["password", "apiKey", "token", "*.password", "*.apiKey", "*.token"],
});
