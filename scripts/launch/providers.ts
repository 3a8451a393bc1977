import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import type { Env } from "../../lib/env";
import { type RunningChild, startChild } from "./children";
import { LaunchFailure } from "./failure";
import type { Lock } from "./lock";
import { ROOT } from "./paths";

const OLLAMA = "http://127.0.0.1:11434";
const OLLAMA_TIMEOUT_MS = 500;
const DEMO_TIMEOUT_MS = 20_000;
const DEMO_STOP_TIMEOUT_MS = 2_000;

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });
const readySchema = z.object({ url: z.url() });

export function isProviderConfigured(env: Env): boolean {
  return Boolean(env.OPENAI_API_KEY ?? env.OPENAI_BASE_URL);
}

/** How many models an Ollama server on this machine offers; 0 when none answers at once. */
export async function countOllamaModels(): Promise<number> {
  try {
    const answer = await fetch(`${OLLAMA}/api/tags`, { signal: AbortSignal.timeout(OLLAMA_TIMEOUT_MS) });
    return tagsSchema.parse(await answer.json()).models.length;
  } catch {
    return 0;
  }
}

export const OLLAMA_URL = `${OLLAMA}/v1`;

/** Starts the demo model's server as a process of its own and learns its address from it. */
export async function startDemoModel(lock: Lock): Promise<{ child: RunningChild; url: string }> {
  const args = ["--import", "tsx", join(ROOT, "scripts", "demo-model.ts")];
  const spec = { name: "demo model", args, env: {}, stopTimeoutMs: DEMO_STOP_TIMEOUT_MS, ipc: true };
  const child = await startChild(spec, lock);
  child.process.stdout?.pipe(process.stdout, { end: false });
  const answered = once(child.process, "message", { signal: AbortSignal.timeout(DEMO_TIMEOUT_MS) });
  const first = await Promise.race([answered.catch(() => null), child.ended]);
  if (!Array.isArray(first)) {
    await child.stop();
    throw new LaunchFailure("The demo model did not start.");
  }
  return { child, url: readySchema.parse(first[0]).url };
}
