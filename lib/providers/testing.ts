import { afterAll, beforeAll, beforeEach } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { isProviderError, type ProviderError, type StreamOptions, streamAnswer } from "./index";
import type { Provider, ProviderEvent, ProviderRequest } from "./types";

/** The scriptable upstream for a test file, reset before each test, and a provider that points at it. */
export function useUpstream() {
  const box: { upstream: Upstream | undefined } = { upstream: undefined };
  beforeAll(async () => {
    box.upstream = await startUpstream();
  });
  beforeEach(() => box.upstream?.reset());
  afterAll(() => box.upstream?.close());
  const upstream = (): Upstream => {
    if (!box.upstream) throw new Error("The upstream starts before the first test.");
    return box.upstream;
  };
  return {
    get upstream() {
      return upstream();
    },
    provider(dialect: Provider["dialect"], baseUrl = upstream().url): Provider {
      return {
        id: "compatible",
        label: "Test",
        baseUrl,
        apiKey: "key",
        dialect,
        simulated: false,
        free: false,
      };
    },
  };
}

export const DIALECTS = ["responses", "chat"] as const;

export function ask(text: string, request: Partial<ProviderRequest> = {}): ProviderRequest {
  const messages = [
    { role: "system" as const, content: "Be brief." },
    { role: "user" as const, content: text },
  ];
  return { model: "gpt-4o-mini", messages, outputTokensMax: 1_000, ...request };
}

export type Outcome = { text: string; events: ProviderEvent[]; error: ProviderError | null };

export async function collect(
  from: Provider,
  request: ProviderRequest,
  options: Partial<StreamOptions> = {},
): Promise<Outcome> {
  const outcome: Outcome = { text: "", events: [], error: null };
  try {
    for await (const event of streamAnswer(from, request, {
      signal: new AbortController().signal,
      ...options,
    })) {
      outcome.events.push(event);
      if (event.type === "delta") outcome.text += event.text;
    }
  } catch (error) {
    if (!isProviderError(error)) throw error;
    outcome.error = error;
  }
  return outcome;
}

export const finished = ({ events }: Outcome) => events.find((event) => event.type === "finished");

export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 200) throw new Error("It never happened.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
