import { describe, expect, test } from "vitest";
import { parseBehaviour } from "@/e2e/upstream/behaviour";
import { describeSchedule, fingerprint } from "./describe";
import { makeSchedule } from "./make-schedule";
import { FAULT_KINDS, type Schedule, type Timed } from "./types";

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
const make = (seed: number, seconds = 30, instances = 3) => makeSchedule({ seed, seconds, instances });

describe("makeSchedule", () => {
  test("gives the same schedule for the same seed and another one for another", () => {
    expect(make(7)).toEqual(make(7));
    expect(fingerprint(make(7))).toBe(fingerprint(make(7)));
    expect(new Set(SEEDS.map((seed) => fingerprint(make(seed)))).size).toBe(SEEDS.length);
  });

  test("has every weather in half a minute, and nearly every fault; three seeds have all", () => {
    const kindsIn = (seed: number) => new Set(make(seed).faults.map(({ fault }) => fault.kind));
    for (const seed of SEEDS) {
      expect(weathersIn(make(seed).faults).size).toBe(5);
      expect(kindsIn(seed).size, `seed ${seed}`).toBeGreaterThanOrEqual(FAULT_KINDS.length - 1);
      const three = [seed, seed + 1, seed + 2].flatMap((one) => [...kindsIn(one)]);
      expect(new Set(three)).toEqual(new Set(FAULT_KINDS));
    }
  });

  test("keeps its faults within the time, in order", () => {
    for (const seed of SEEDS) {
      const times = make(seed).faults.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThanOrEqual(29_000);
    }
  });

  test("leaves one instance alone at any time", () => {
    for (const seed of SEEDS) {
      for (const [instances, seconds] of [
        [2, 30],
        [3, 30],
        [3, 600],
      ] as const) {
        expect(impairedAtOnce(make(seed, seconds, instances)), `seed ${seed}`).toBeLessThan(instances);
      }
    }
  });

  test("stops one of three for longer than a lease", () => {
    for (const seed of SEEDS) {
      const pauses = make(seed).faults.flatMap(({ fault }) =>
        fault.kind === "app_pause" ? [fault.forMs] : [],
      );
      expect(Math.max(...pauses)).toBeGreaterThan(16_000);
    }
  });

  test("asks for every behaviour of the upstream, all of which it knows", () => {
    const behaviours = make(1).members.flatMap(({ lanes }) =>
      lanes.flatMap(({ messages }) => messages.map((m) => m.behaviour)),
    );
    const kinds = new Set(behaviours.map((text) => parseBehaviour(text).fault?.kind));
    expect(kinds).toEqual(
      new Set([
        undefined,
        "cut",
        "early",
        "stall",
        "malformed",
        "error",
        "failed",
        "hang",
        "html",
        "json",
        "status",
      ]),
    );
    expect(new Set(behaviours.map((text) => parseBehaviour(text).usage)).size).toBe(9);
    for (const title of make(1).titles) parseBehaviour(title);
  });

  test("lets members stop what would never end", () => {
    for (const { behaviour, stopAfterMs } of make(2).members.flatMap(({ lanes }) =>
      lanes.flatMap((lane) => lane.messages),
    )) {
      const { fault } = parseBehaviour(behaviour);
      if (fault?.kind === "hang" || fault?.kind === "stall") expect(stopAfterMs).not.toBeNull();
    }
  });

  test("changes budgets of several scopes, and sets each again that it took away", () => {
    const { faults, budgets } = make(3);
    const changes = faults.flatMap(({ fault }) => (fault.kind === "budget" ? [fault] : []));
    expect(new Set(changes.map(({ budget }) => budgets[budget]?.scope)).size).toBeGreaterThan(3);
    for (const index of new Set(changes.map(({ budget }) => budget))) {
      expect(changes.filter(({ budget }) => budget === index).at(-1)?.change.to).toBe("limit");
    }
  });

  test("leaves out what it is told to, and nothing else changes", () => {
    const without = makeSchedule({ seed: 7, seconds: 30, instances: 3, without: ["budget"] });
    expect(without.faults).toEqual(make(7).faults.filter(({ fault }) => fault.kind !== "budget"));
    expect(without.members).toEqual(make(7).members);
  });

  test("is told in a line for each fault", () => {
    const schedule = make(1);
    expect(describeSchedule(schedule).split("\n")).toHaveLength(schedule.faults.length + 2);
  });
});

function weathersIn(faults: Timed[]): Set<string> {
  return new Set(faults.flatMap(({ fault }) => (fault.kind === "network" ? [fault.weather.kind] : [])));
}

/** Counting a killed process as down for five seconds. */
function impairedAtOnce({ faults }: Schedule): number {
  const spans = faults.flatMap(({ atMs, fault }) => {
    if (fault.kind === "app_kill") return [{ from: atMs, to: atMs + fault.downMs + 5_000 }];
    if (fault.kind === "app_pause") return [{ from: atMs, to: atMs + fault.forMs }];
    return fault.kind === "app_stop" ? [{ from: atMs, to: atMs + 15_000 }] : [];
  });
  return Math.max(
    ...spans.map(({ from }) => spans.filter((span) => span.from <= from && from < span.to).length),
  );
}
