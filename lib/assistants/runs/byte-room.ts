type Waiting = { bytes: number; enter: () => void };

/**
 * Lets so many bytes be worked on at once; what does not fit waits in the order in which it came. What is larger than
 * all of it goes alone.
 */
export class ByteRoom {
  #taken = 0;
  readonly #waiting: Waiting[] = [];

  constructor(private readonly bytesMax: number) {}

  /** Waits for room, and answers what gives it back, which may be called again. Rejects when `signal` aborts. */
  async enter(wanted: number, signal: AbortSignal): Promise<() => void> {
    const bytes = Math.min(wanted, this.bytesMax);
    if (bytes === 0) return () => undefined;
    signal.throwIfAborted();
    if (this.#waiting.length > 0 || !this.#fits(bytes)) await this.#wait(bytes, signal);
    else this.#taken += bytes;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#taken -= bytes;
      this.#letIn();
    };
  }

  #fits(bytes: number): boolean {
    return this.#taken + bytes <= this.bytesMax;
  }

  #wait(bytes: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        reject(signal.reason);
        this.#letIn();
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const one = { bytes, enter };
      this.#waiting.push(one);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.enter();
    }
  }
}
