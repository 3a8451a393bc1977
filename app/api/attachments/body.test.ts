import { expect, test } from "vitest";
import { drain, piecesOf } from "./body";

function bodyOf(pieces: number) {
  const seen = { given: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (seen.given === pieces) return controller.close();
      seen.given += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel: () => {
      seen.cancelled = true;
    },
  });
  return { body, seen };
}

test("what is left of a refused upload is read to its end, so that its sender reads the answer", async () => {
  const { body, seen } = bodyOf(9);
  for await (const _ of piecesOf(body)) break;
  expect(seen.cancelled).toBe(false);
  await drain(body, 10_000);
  expect(seen).toEqual({ given: 9, cancelled: false });
});

test("an upload without an end is stopped, whether or not anything of it was read", async () => {
  for (const isRead of [true, false]) {
    const { body, seen } = bodyOf(Number.POSITIVE_INFINITY);
    const pieces = piecesOf(body);
    if (isRead) for await (const _ of pieces) break;
    await drain(body, 10_000);
    expect(seen.cancelled).toBe(true);
    expect(seen.given).toBeLessThan(15);
  }
});

test("a sender who has gone is no failure", async () => {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error("gone")) });
  await expect(drain(body, 10)).resolves.toBeUndefined();
});
