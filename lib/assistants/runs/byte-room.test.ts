import { expect, test } from "vitest";
import { ByteRoom } from "./byte-room";

/** A room of ten, and who entered it. */
function roomOfTen() {
  const room = new ByteRoom(10);
  const entered: string[] = [];
  const enter = async (name: string, bytes: number, { signal } = new AbortController()) => {
    const leave = await room.enter(bytes, signal);
    entered.push(name);
    return leave;
  };
  return { enter, entered };
}

test("What does not fit waits for its turn, and small ones do not pass by it", async () => {
  const { enter, entered } = roomOfTen();
  const first = await enter("first", 6);
  const second = enter("second", 6);
  const third = enter("third", 1);
  await enter("without images", 0);
  expect(entered).toEqual(["first", "without images"]);
  first();
  first();
  (await second)();
  (await third)();
  expect(entered).toEqual(["first", "without images", "second", "third"]);
});

test("What is larger than all of it goes alone", async () => {
  const { enter, entered } = roomOfTen();
  const small = await enter("small", 1);
  const large = enter("large", 50);
  const last = enter("last", 1);
  small();
  const leave = await large;
  expect(entered).toEqual(["small", "large"]);
  leave();
  (await last)();
  expect(entered).toEqual(["small", "large", "last"]);
});

test("Who is stopped while waiting leaves, and lets those behind go on", async () => {
  const { enter, entered } = roomOfTen();
  const stopped = new AbortController();
  const first = await enter("first", 6);
  const second = enter("second", 6, stopped);
  const third = enter("third", 4);
  stopped.abort();
  await expect(second).rejects.toThrow("aborted");
  (await third)();
  first();
  await expect(enter("never", 1, stopped)).rejects.toThrow("aborted");
  (await enter("all", 10))();
  expect(entered).toEqual(["first", "third", "all"]);
});
