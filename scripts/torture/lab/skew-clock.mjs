import { readFileSync } from "node:fs";

/**
 * Loaded before the app: its wall clock is as many milliseconds off as the file TORTURE_CLOCK_FILE says, and jumps
 * when the file changes. Timers and durations go on as they are, since a machine's monotonic clock never jumps.
 *
 * What may be wrong then: the dates of messages, threads and log lines. What may not: leases, holds, and the period
 * that a cost belongs to.
 */
const READ_EVERY_MS = 200;
const file = process.env.TORTURE_CLOCK_FILE;
const RealDate = Date;
let shiftMs = 0;

if (file) {
  readShift();
  setInterval(readShift, READ_EVERY_MS).unref();
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
}

function now() {
  return RealDate.now() + shiftMs;
}

function readShift() {
  const read = Number(readFileSync(file, "utf8"));
  if (Number.isFinite(read)) shiftMs = read;
}
