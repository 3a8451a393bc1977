import type { Prng } from "../prng";
import type { Weather } from "../proxy/weather";
import type { Fault, Timed } from "./types";

/** Longer than the lease of a run: its work is taken over, and the process that wakes must not write any more. */
const LONG_PAUSE_MS = [16_500, 18_500] as const;
const LONG_PAUSE_FROM_S = 25;
/** About what a process takes from its start until it serves. */
const START_MS = 5_000;
/** What a process may take to finish the answers under way when it is told to end. */
const DRAIN_MS = 10_000;
/** No fault comes so late that its effect could not be seen. */
const LAST_MS = 2_000;

const HOUR_MS = 3_600_000;

type Size = { seconds: number; instances: number };

/** All faults but the changes of budgets, in the order of their time. */
export function planFaults(prng: Prng, size: Size): Timed[] {
  return [
    ...planAppFaults(prng.fork("apps"), size),
    ...planDatabaseFaults(prng.fork("database"), size),
    ...planNetwork(prng.fork("network"), size),
  ];
}

/** At any time at least one instance is neither down nor paused, where there is more than one. */
function planAppFaults(prng: Prng, { seconds, instances }: Size): Timed[] {
  const faults: Timed[] = [];
  const busyUntil = Array.from({ length: instances }, () => 0);
  const endMs = seconds * 1_000 - LAST_MS;
  if (instances > 2 && seconds >= LONG_PAUSE_FROM_S) {
    const [atMs, forMs] = [prng.int(1_500, 3_500), prng.int(...LONG_PAUSE_MS)];
    faults.push({ atMs, fault: { kind: "app_pause", instance: instances - 1, forMs } });
    busyUntil[instances - 1] = atMs + forMs;
  }
  const deck = deckOf(prng, ["kill", "kill", "pause", "clock", "stop"] as const);
  let kind = deck();
  for (let atMs = prng.int(2_000, 3_000); atMs < endMs; atMs += prng.int(2_500, 5_000)) {
    const free = busyUntil.flatMap((until, instance) => (until <= atMs ? [instance] : []));
    const isLastOne = instances > 1 && free.length < 2;
    const instance = free.length > 0 ? prng.pick(free) : null;
    if (instance === null || (isLastOne && kind !== "clock")) continue;
    const { fault, forMs } = appFault(prng, kind, instance);
    busyUntil[instance] = atMs + forMs;
    faults.push({ atMs, fault });
    kind = deck();
  }
  return faults;
}

function appFault(
  prng: Prng,
  kind: "kill" | "pause" | "clock" | "stop",
  instance: number,
): { fault: Fault; forMs: number } {
  switch (kind) {
    case "kill": {
      const downMs = prng.int(0, 800);
      return { fault: { kind: "app_kill", instance, downMs }, forMs: downMs + START_MS };
    }
    case "pause": {
      const forMs = prng.int(300, 4_000);
      return { fault: { kind: "app_pause", instance, forMs }, forMs };
    }
    case "clock": {
      const shiftMs = prng.pick([-26, -5, 3, 9, 31]) * HOUR_MS + prng.int(0, HOUR_MS);
      return { fault: { kind: "app_clock", instance, shiftMs }, forMs: 0 };
    }
    case "stop":
      return { fault: { kind: "app_stop", instance }, forMs: DRAIN_MS + START_MS };
  }
}

function planDatabaseFaults(prng: Prng, { seconds }: Size): Timed[] {
  const faults: Timed[] = [];
  const deck = deckOf(prng, [
    "postgres_restart",
    "connections_cut",
    "backend_kill",
    "connections_cut",
  ] as const);
  for (let atMs = prng.int(3_000, 5_000); atMs < seconds * 1_000 - LAST_MS; atMs += prng.int(5_000, 7_000)) {
    const kind = deck();
    const share = prng.pick([0.3, 0.6, 1]);
    faults.push({ atMs, fault: kind === "connections_cut" ? { kind, share } : { kind } });
  }
  return faults;
}

/** Harmless weather falls on many connections; what loses answers on some, as in a network that is mostly well. */
function planNetwork(prng: Prng, { seconds }: Size): Timed[] {
  const faults: Timed[] = [];
  const deck = deckOf(prng, ["latency", "slices", "reset", "half_open", "half_open", "black_hole"] as const);
  for (let atMs = prng.int(800, 1_500); atMs < seconds * 1_000 - LAST_MS; ) {
    const weather = drawWeather(prng, deck());
    const isHarmless = weather.kind === "latency" || weather.kind === "slices";
    const share = isHarmless ? prng.pick([0.5, 0.8, 1]) : prng.pick([0.05, 0.1, 0.15]);
    const forMs = isHarmless ? prng.int(1_000, 2_500) : prng.int(600, 1_500);
    faults.push({ atMs, fault: { kind: "network", weather, share, forMs } });
    atMs += forMs + prng.int(600, 1_500);
  }
  return faults;
}

function drawWeather(prng: Prng, kind: Weather["kind"]): Weather {
  switch (kind) {
    case "latency":
      return { kind, delayMs: prng.int(5, 60), jitterMs: prng.int(0, 120) };
    case "slices":
      return { kind, bytesMax: prng.pick([1, 3, 7, 40, 200]) };
    case "reset":
      return { kind, afterBytes: prng.pick([0, 100, 1_000, 4_000, 12_000]) };
    case "half_open":
      return { kind, gone: prng.pick(["client", "server"]) };
    case "black_hole":
      return { kind };
  }
}

/** Deals all cards in a random order, then all of them again: each comes, however short the run. */
function deckOf<T>(prng: Prng, cards: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = prng.shuffle(cards);
    return prng.pick(left.splice(0, 1));
  };
}
