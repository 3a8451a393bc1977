import type { IncomingMessage } from "node:http";

/** Providers send each token by itself; reading them a few at a time costs a fraction and nobody sees it. */
const WINDOW_MS = 45;

/** `pace` is called with the first word: until then everything is read at once, so that nobody waits for that one. */
export type PacedBody = AsyncIterable<Uint8Array> & { pace(): void };

/**
 * A body as it arrives: piece by piece until it is paced, then together, at most every 45 ms, the last without
 * waiting. Throws what broke the body.
 */
export function readPaced(message: IncomingMessage): PacedBody {
  const reader = new PacedReader(message);
  return { [Symbol.asyncIterator]: () => reader, pace: () => reader.pace() };
}

class PacedReader implements AsyncIterator<Uint8Array> {
  #isPaced = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #ended = false;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly message: IncomingMessage) {
    message.on("readable", () => this.#onReadable());
    message.on("end", () => this.#onEnd(null));
    message.on("error", (error) => this.#onEnd(error));
    message.on("close", () => this.#onEnd(message.readableEnded ? null : new Error("The body was cut off.")));
  }

  pace(): void {
    this.#isPaced = true;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      if (this.#mayRead()) {
        const chunk: unknown = this.message.read();
        if (chunk instanceof Uint8Array) {
          this.#lastAt = performance.now();
          return { done: false, value: chunk };
        }
      }
      if (this.#failure) throw this.#failure;
      if (this.#ended) return { done: true, value: undefined };
      await this.#next();
    }
  }

  /** All of it has come, or the last piece was handed on long enough ago. */
  #mayRead(): boolean {
    return !this.#isPaced || this.message.complete || this.#ended || this.#msLeft() <= 0;
  }

  #msLeft(): number {
    return this.#lastAt + WINDOW_MS - performance.now();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.message.readableLength > 0) this.#onReadable();
    });
  }

  #onReadable(): void {
    if (this.#mayRead()) this.#resume();
    else this.#timer ??= setTimeout(() => this.#resume(), this.#msLeft());
  }

  #onEnd(failure: Error | null): void {
    if (!this.#ended) this.#failure ??= failure;
    this.#ended = true;
    this.#resume();
  }

  #resume(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
