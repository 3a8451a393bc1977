import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ReplyInput } from "@/e2e/upstream/script";
import { ROOT } from "../../scripts/launch/paths";
import { BenchFailure } from "../failure";

export type UpstreamProcess = {
  /** Ends in /v1. */
  url: string;
  /** The behaviour of every further call. */
  behave(behaviour: string): Promise<void>;
  reply(reply: ReplyInput): Promise<void>;
  stop(): Promise<void>;
};

/** The scriptable upstream in a process of its own, so that its work is not counted as anybody else's. */
export async function startUpstreamProcess(): Promise<UpstreamProcess> {
  const args = ["--import", "tsx", join(ROOT, "e2e", "upstream", "main.ts"), "--port", "0"];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const first = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  const url = /OPENAI_BASE_URL=(\S+)/.exec(String(first[0]))?.[1];
  if (!url) throw new BenchFailure("The upstream did not start.");
  const control = async (path: string, body: unknown) => {
    const answer = await fetch(new URL(`/control/${path}`, url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The upstream refused ${path}: ${await answer.text()}`);
  };
  return {
    url,
    behave: (behaviour) => control("default", { behaviour }),
    reply: (reply) => control("replies", reply),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
