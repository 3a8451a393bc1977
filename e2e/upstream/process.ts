import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BookView } from "./book";
import type { ReplyInput, ScriptInput } from "./script";
import type { TokenizerName } from "./tokenizer";

export type UpstreamProcess = {
  /** Ends in /v1. */
  url: string;
  /** The behaviour of every further call. */
  behave(behaviour: string): Promise<void>;
  reply(reply: ReplyInput): Promise<void>;
  script(script: ScriptInput): Promise<void>;
  book(): Promise<BookView>;
  /** Breaks off every answer that hangs or has stalled. */
  release(): Promise<void>;
  stop(): Promise<void>;
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The scriptable upstream in a process of its own, so that its work is not counted as anybody else's. */
export async function startUpstreamProcess(tokenizer: TokenizerName = "units"): Promise<UpstreamProcess> {
  const args = ["--import", "tsx", join(ROOT, "e2e", "upstream", "main.ts"), "--port", "0"];
  const child = spawn(process.execPath, [...args, "--tokenizer", tokenizer], {
    cwd: ROOT,
    detached: true,
    // It ends when its parent does, however that ends.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const first = await Promise.race([once(createInterface({ input: outputOf(child) }), "line"), ended]);
  const url = /OPENAI_BASE_URL=(\S+)/.exec(String(first[0]))?.[1];
  if (!url) throw new Error("The upstream did not start.");
  const tell = async (path: string, body: unknown = {}) => {
    const answer = await fetch(new URL(`/control/${path}`, url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The upstream refused ${path}: ${await answer.text()}`);
  };
  return {
    url,
    behave: (behaviour) => tell("default", { behaviour }),
    reply: (reply) => tell("replies", reply),
    script: (script) => tell("script", script),
    book: async () => (await fetch(new URL("/control/book", url))).json(),
    release: () => tell("release"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function outputOf({ stdout }: ChildProcess) {
  if (!stdout) throw new Error("A child's stdout is piped.");
  return stdout;
}
