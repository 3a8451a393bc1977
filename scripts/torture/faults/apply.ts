import { setTimeout as sleep } from "node:timers/promises";
import { changeBudget } from "../lab/budgets";
import { withDatabase } from "../lab/database";
import type { Instance } from "../lab/instance";
import { describeFault } from "../schedule/describe";
import type { Fault } from "../schedule/types";
import type { World } from "../world";
import { timeStreamingAgain } from "./streaming-again";

const TRIES_MAX = 100;
const PAUSE_MS = 250;

/** Lets each fault come at its time. Answers when the last one is over; throws when one could not be brought about. */
export async function runFaults(world: World): Promise<void> {
  const startedAtMs = Date.now();
  const under: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (const { atMs, fault } of world.schedule.faults) {
    await sleep(startedAtMs + atMs - Date.now(), undefined, { signal: world.over }).catch(() => undefined);
    if (world.over.aborted) break;
    const told = describeFault(fault, world.schedule.budgets);
    under.push(
      applyFault(world, fault).catch((cause: unknown) => {
        failures.push(new Error(told, { cause }));
      }),
    );
  }
  await Promise.all(under);
  if (failures.length === 0) return;
  const [cause] = failures;
  throw new Error(`${failures.length} faults could not be brought about: ${cause}`, { cause });
}

/** Ends what would not end by itself: paused processes, bad weather, answers that hang. */
export async function endFaults({ instances, proxy, upstream }: World): Promise<void> {
  for (const instance of instances) instance.resume();
  proxy.setWeather(null);
  await upstream.release();
}

async function applyFault(world: World, fault: Fault): Promise<void> {
  const instance = "instance" in fault ? instanceOf(world, fault.instance) : null;
  const event = world.timeline.begin(fault, instance?.incarnation());
  const done = () => {
    event.toMs = Date.now();
  };
  switch (fault.kind) {
    case "app_kill":
      await instance?.kill();
      await sleep(fault.downMs);
      await instance?.start();
      return done();
    case "app_stop":
      await instance?.stop();
      await instance?.start();
      return done();
    case "app_pause":
      instance?.pause();
      await sleep(fault.forMs, undefined, { signal: world.over }).catch(() => undefined);
      instance?.resume();
      return done();
    case "app_clock":
      await instance?.setClock(fault.shiftMs);
      return done();
    case "connections_cut":
      await patiently(() => world.server.cutConnections(world.databaseUrl, fault.share));
      return done();
    case "backend_kill":
      await patiently(() => world.server.killBackend(world.databaseUrl));
      done();
      return timeStreamingAgain(world, event);
    case "postgres_restart":
      await world.server.restart();
      done();
      return timeStreamingAgain(world, event);
    case "network":
      world.proxy.setWeather(fault.weather, fault.share);
      await sleep(fault.forMs, undefined, { signal: world.over }).catch(() => undefined);
      world.proxy.setWeather(null);
      return done();
    case "budget":
      await patiently(() => changePlanned(world, fault));
      return done();
  }
}

function instanceOf({ instances }: World, number: number): Instance {
  const instance = instances[number];
  if (!instance) throw new RangeError("The schedule names an instance that does not exist.");
  return instance;
}

function changePlanned(
  { schedule, people, databaseUrl }: World,
  { budget, change }: Extract<Fault, { kind: "budget" }>,
): Promise<void> {
  const plan = schedule.budgets[budget];
  if (!plan) throw new RangeError("The schedule names a budget that does not exist.");
  return withDatabase(databaseUrl, (db) =>
    changeBudget({ ...people, owner: { ...people.owner, db } }, plan, change),
  );
}

/** Tries again, since the database may be restarting. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let triesLeft = TRIES_MAX; ; triesLeft--) {
    try {
      await work();
      return;
    } catch (error) {
      if (triesLeft === 0) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
