import { envSchema } from "../lib/env";

/** The text of .env.example: every variable, commented out, with what it is for and its default. */
export function renderEnvExample(): string {
  const blocks = Object.entries(envSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const value = parsed.success && parsed.data !== undefined ? parsed.data : "";
    return `# ${schema.description}\n# ${name}=${value}\n`;
  });
  return ["# Copy to .env and set what you need; everything has a default.\n", ...blocks].join("\n");
}
