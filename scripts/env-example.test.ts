import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { renderEnvExample } from "./env-example";
import { ROOT } from "./launch/paths";

test(".env.example names every variable with its description and default", async () => {
  const file = `${ROOT}/.env.example`;
  if (process.env.UPDATE_ENV_EXAMPLE) await writeFile(file, renderEnvExample());
  expect(await readFile(file, "utf8")).toBe(renderEnvExample());
});
