import type { Db } from "@/db/client";
import type { UpstreamProcess } from "@/e2e/upstream/process";
import type { DatabaseServer } from "./lab/database";
import type { Instance } from "./lab/instance";
import type { People } from "./lab/people";
import type { FaultProxy } from "./proxy/start-proxy";
import type { Schedule } from "./schedule/types";
import type { Sent } from "./sent";
import type { Timeline } from "./timeline";

/** Everything that is running, and what is known of it. */
export type World = {
  schedule: Schedule;
  server: DatabaseServer;
  databaseUrl: string;
  db: Db;
  instances: Instance[];
  upstream: UpstreamProcess;
  proxy: FaultProxy;
  people: People;
  /** Ids of server actions in the build. */
  actions: { sendMessage: string; stopRun: string };
  sent: Sent[];
  timeline: Timeline;
  /** Aborted when no new message may be sent, and no new fault may come. */
  over: AbortSignal;
  /** Aborted when nothing is waited for any longer. */
  closed: AbortSignal;
};

/** The instances that a balancer would offer, that one first; a paused process looks as if it were well. */
export function askable({ instances }: World, first: number): Instance[] {
  const order = instances.flatMap((_, step) => instances[(first + step) % instances.length] ?? []);
  return order.filter((instance) => instance.state() === "up" || instance.state() === "paused");
}
