import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { envSchema, parseEnv } from "./env";

describe("parseEnv", () => {
  test("has a default for everything", () => {
    expect(parseEnv({})).toMatchObject({
      ok: true,
      env: { PORT: 3000, DATA_DIR: ".data", ORG_TIME_ZONE: "UTC" },
    });
  });

  test("reads an empty variable as one that is not set", () => {
    expect(parseEnv({ PORT: "", OPENAI_API: "", ORG_TIME_ZONE: "" })).toMatchObject({
      ok: true,
      env: { PORT: 3000 },
    });
  });

  test("lists everything that is wrong at once, each in a sentence that says what to do", () => {
    const result = parseEnv({
      PORT: "http",
      DATABASE_URL: "mysql://localhost/purser",
      AUTH_SECRET: "short",
      OPENAI_API: "assistants",
      ORG_TIME_ZONE: "Mars/Olympus",
    });
    expect(result).toEqual({
      ok: false,
      problems: [
        "PORT must be a port number between 1 and 65535.",
        "DATABASE_URL must be an address such as postgres://user:password@host:5432/purser.",
        "AUTH_SECRET must have at least 32 characters.",
        'OPENAI_API must be "responses" or "chat".',
        "ORG_TIME_ZONE must be an IANA time zone such as Europe/Warsaw.",
      ],
    });
  });
});

test("README.md's table says of each variable what the schema says", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]+)`)? *\| (.+) \|$/gm)].map(
    ([, name, value, text]) => [name, value, text],
  );
  const defaults: Record<string, unknown> = envSchema.parse({});
  const expected = Object.entries(envSchema.shape).map(([name, schema]) => [
    name,
    defaults[name] === undefined ? undefined : String(defaults[name]),
    schema.description,
  ]);
  expect(rows).toEqual(expected);
});

test("README.md names only paths that exist", async () => {
  const { existsSync } = await import("node:fs");
  const root = new URL("../", import.meta.url);
  const readme = readFileSync(new URL("README.md", root), "utf8");
  const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(linked.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
