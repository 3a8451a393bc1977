import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "./launch/paths";
import { complain, done } from "./launch/say";

/** Takes the pictures of README.md from the running product, which the journeys' launcher starts with its own data. */
const launcher = join(ROOT, "scripts", "e2e.ts");
const config = join(ROOT, "scripts", "screenshots", "playwright.config.ts");
const child = spawn(process.execPath, ["--import", "tsx", launcher, "--config", config], {
  cwd: ROOT,
  stdio: "inherit",
});
const [code] = await once(child, "exit");
if (code === 0) done(`Screenshots are in ${join(ROOT, "public", "screenshots")}`);
else complain("The screenshots were not all taken.");
process.exitCode = code ?? 1;
