/** Hands values from one writer to one reader, in order and without holding the writer up. */
export class Channel<T> {
  #values: T[] = [];
  #end: { error: unknown } | "open" | "closed" = "open";
  #wake: () => void = () => undefined;

  push(value: T): void {
    if (this.#end !== "open") return;
    this.#values.push(value);
    this.#wake();
  }

  /** Nothing comes after what was pushed. */
  close(): void {
    if (this.#end === "open") this.#end = "closed";
    this.#wake();
  }

  /** The same, and the reader gets the error then. */
  fail(error: unknown): void {
    if (this.#end === "open") this.#end = { error };
    this.#wake();
  }

  async *read(): AsyncGenerator<T> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) {
        yield value;
      } else if (this.#end === "open") {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if (this.#end === "closed") {
        return;
      } else {
        throw this.#end.error;
      }
    }
  }
}
