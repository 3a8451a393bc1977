import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Channel } from "./channel";

async function collect<T>(values: AsyncIterable<T>) {
  const read: T[] = [];
  try {
    for await (const value of values) read.push(value);
  } catch (error) {
    return { read, error };
  }
  return { read, error: null };
}

describe("Channel", () => {
  test("gives everything in order, however writing and reading take turns", async () => {
    const steps = fc.array(fc.oneof(fc.nat(), fc.constant("turn" as const)));
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const channel = new Channel<number>();
        const reading = collect(channel.read());
        for (const step of sequence) {
          if (step === "turn") await Promise.resolve();
          else channel.push(step);
        }
        channel.close();
        expect(await reading).toEqual({ read: sequence.filter((step) => step !== "turn"), error: null });
      }),
    );
  });

  test("gives what came before a failure first, and nothing after it", async () => {
    const channel = new Channel<number>();
    const failure = new Error("No more.");
    channel.push(1);
    channel.fail(failure);
    channel.push(2);
    channel.close();
    expect(await collect(channel.read())).toEqual({ read: [1], error: failure });
  });
});
