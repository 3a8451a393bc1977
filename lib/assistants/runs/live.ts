import { newId } from "@/db/id";
import { REQUEST_IMAGE_BYTES_MAX } from "../attachments/limits";
import type { RunEvent, RunOutcome } from "../types";
import { ByteRoom } from "./byte-room";

/** Of images that are being sent, in bytes: two of the largest requests. In memory they take several times as much. */
const IMAGE_BYTES_AT_ONCE_MAX = 2 * REQUEST_IMAGE_BYTES_MAX;
const BATCH_MS = 40;
/** How long a finished run can still be followed from memory. */
const KEPT_AFTER_END_MS = 60_000;

export type StopReason = "member" | "shutdown";

/** One run of this process while its answer arrives, and a little longer. Readers come and go; it does not care. */
export class LiveRun {
  readonly events: RunEvent[] = [];
  readonly controller = new AbortController();
  stopReason: StopReason | null = null;
  ended = false;
  checkpointedEventId = 0;
  #pending = "";
  #timer: NodeJS.Timeout | undefined;
  #lastFlush = 0;
  readonly #watchers = new Set<() => void>();

  constructor(
    readonly runId: string,
    readonly userId: string,
    /** The answer so far; it begins with what a cut one had. */
    public text = "",
  ) {}

  /** The id of the newest event: they rise by one. */
  get lastEventId(): number {
    return this.events.length;
  }

  /** Adds text. The first goes out at once, later ones together, at most every 40 ms. */
  append(text: string): void {
    this.#pending += text;
    if (this.#timer) return;
    const wait = this.#lastFlush + BATCH_MS - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#pending) return;
    const text = this.#pending;
    this.#pending = "";
    this.text += text;
    this.#lastFlush = performance.now();
    this.#publish({ id: this.lastEventId + 1, type: "delta", data: { text } });
  }

  done(outcome: RunOutcome): void {
    this.#publish({ id: this.lastEventId + 1, type: "done", data: outcome });
  }

  titled(title: string): void {
    this.#publish({ id: this.lastEventId + 1, type: "title", data: { title } });
  }

  end(): void {
    this.ended = true;
    this.#publish({ id: this.lastEventId + 1, type: "end", data: {} });
    setTimeout(() => state.live.delete(this.runId), KEPT_AFTER_END_MS).unref();
  }

  stop(reason: StopReason): void {
    this.stopReason ??= reason;
    this.controller.abort();
  }

  /** Ends without an outcome: readers come back and follow what is stored. */
  abandon(): void {
    this.ended = true;
    state.live.delete(this.runId);
    this.#wake();
  }

  /** Calls `onChange` at each new event and at the end, until the answer is called. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  #publish(event: RunEvent): void {
    this.events.push(event);
    this.#wake();
  }

  #wake(): void {
    for (const onChange of this.#watchers) onChange();
  }
}

type RunState = {
  /** Owner of the leases of this process. */
  processId: string;
  live: Map<string, LiveRun>;
  /** The attempts being worked on, each with what ends its call should its lease be lost. */
  attempts: Map<string, () => void>;
  /** Executions and titles under way; draining waits for them. */
  working: Set<Promise<void>>;
  draining: boolean;
  /** Where requests with images wait for their turn. */
  images: ByteRoom;
  keeper: NodeJS.Timeout | undefined;
};

const shared = globalThis as { purserRuns?: RunState };
shared.purserRuns ??= {
  processId: newId(),
  live: new Map(),
  attempts: new Map(),
  working: new Set(),
  draining: false,
  images: new ByteRoom(IMAGE_BYTES_AT_ONCE_MAX),
  keeper: undefined,
};

/** One for the process: the framework may load this module more than once. */
export const state: RunState = shared.purserRuns;
