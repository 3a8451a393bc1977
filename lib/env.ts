import { z } from "zod";

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => (given === "" || given === undefined ? value : given), schema);

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, message: `must be an address such as ${example}` });

const port = z.coerce
  .number("must be a port number between 1 and 65535")
  .int("must be a whole port number")
  .min(1, "must be a port number between 1 and 65535")
  .max(65_535, "must be a port number between 1 and 65535");

/** Every variable Purser reads, with what it is for; README.md and .env.example are checked against this object. */
export const envSchema = z.object({
  PORT: withDefault(port, "3000").describe("Port the app listens on"),
  DATABASE_URL: optional(url(/^postgres(ql)?$/, "postgres://user:password@host:5432/purser")).describe(
    "A PostgreSQL 15+ server; without it Purser runs its own in DATA_DIR",
  ),
  DATA_DIR: withDefault(z.string().min(1), ".data").describe(
    "Where the embedded database and the generated secret live",
  ),
  AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")).describe(
    "Signs sessions and seals stored secrets; generated into DATA_DIR when unset",
  ),
  AUTH_URL: optional(url(/^https?$/, "https://chat.example.org")).describe(
    "The address people open, when it is not http://localhost:PORT",
  ),
  OPENAI_API_KEY: optional(z.string().min(1)).describe(
    "Key of the provider; without it the demo model answers",
  ),
  OPENAI_ADMIN_KEY: optional(z.string().min(1)).describe(
    "Admin key of OpenAI, to read what it charged each day; sent to api.openai.com or this machine, and nowhere else",
  ),
  OPENAI_BASE_URL: optional(url(/^https?$/, "https://api.openai.com/v1")).describe(
    "Any OpenAI-compatible endpoint",
  ),
  OPENAI_API: optional(z.enum(["responses", "chat"], 'must be "responses" or "chat"')).describe(
    "Dialect of the endpoint: responses or chat; detected when unset",
  ),
  DEFAULT_MODEL: optional(z.string().min(1)).describe("Model that answers when a member has chosen none"),
  ORG_NAME: optional(z.string().min(1).max(80)).describe("Name offered on the set-up page"),
  ORG_TIME_ZONE: withDefault(
    z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Warsaw"),
    "UTC",
  ).describe("Zone in which days and months begin"),
  SMTP_URL: optional(url(/^smtps?$/, "smtp://user:password@mail.example.org:587")).describe(
    "Mail server for alerts and reports; without it no email is sent",
  ),
  MAIL_FROM: optional(
    z
      .string()
      .regex(
        /^(?:[^<>"\r\n,;]*<)?[^\s<>@",;]+@[^\s<>@",;]+>?$/,
        "must be an address such as Purser <purser@example.org>",
      ),
  ).describe("Sender of emails, such as Purser <purser@example.org>; needed with SMTP_URL"),
  PROVIDER_HOSTS: optional(
    z
      .string()
      .regex(/^[\w.:[\]-]+(?:\s*,\s*[\w.:[\]-]+)*$/, "must be hosts such as models.internal:8000,10.0.0.7"),
  ).describe("Private hosts that admins may add as providers, with commas between; there plain http will do"),
  WEBHOOK_HOSTS: optional(
    z
      .string()
      .regex(/^[\w.:[\]-]+(?:\s*,\s*[\w.:[\]-]+)*$/, "must be hosts such as hooks.internal:8080,10.0.0.7"),
  ).describe("Private hosts that webhooks may go to, with commas between; there plain http will do"),
  LOG_LEVEL: withDefault(
    z.enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    ),
    "info",
  ).describe("How much is logged; debug has every cost decision with its figures, and no message text"),
});

export type Env = z.infer<typeof envSchema>;

export type EnvResult = { ok: true; env: Env } | { ok: false; problems: string[] };

/** Parses an environment. On failure `problems` has one plain sentence for each variable that is wrong. */
export function parseEnv(source: Record<string, string | undefined>): EnvResult {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return { ok: true, env: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`),
  };
}

let cached: Env | undefined;

/** The process's environment, parsed once. Throws with every problem when it is wrong. */
export function getEnv(): Env {
  if (cached) return cached;
  const result = parseEnv(process.env);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  cached = result.env;
  return cached;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
