import { type AddressInfo, connect, createServer } from "node:net";
import type { Prng } from "../prng";
import { joinSockets, type Link } from "./link";
import type { Weather } from "./weather";

export type FaultProxy = {
  port: number;
  /** The weather of that share of the connections, chosen at random, open ones and new ones; null: clear for all. */
  setWeather(weather: Weather | null, share?: number): void;
  counts(): ProxyCounts;
  /** Breaks every connection. */
  resetAll(): void;
  close(): Promise<void>;
};

export type ProxyCounts = {
  connections: number;
  /** Bytes that a black hole or a half-open connection took. */
  bytesLost: number;
  /** How many connections each kind of weather fell on. */
  byWeather: Record<string, number>;
};

export type ProxyOptions = {
  target: { host: string; port: number };
  prng: Prng;
  onDelivered?: (connection: number, chunk: Buffer) => void;
};

/** A TCP proxy on loopback that passes everything on, until told what to do to it. */
export async function startFaultProxy(options: ProxyOptions): Promise<FaultProxy> {
  const { target, prng, onDelivered } = options;
  const links = new Set<Link>();
  const byWeather: Record<string, number> = {};
  let connections = 0;
  let bytesLost = 0;
  let current: { weather: Weather; share: number } | null = null;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const number = ++connections;
    const link = joinSockets({
      client,
      server: connect({ ...target, allowHalfOpen: true }),
      prng: prng.fork(`connection ${number}`),
      onDelivered: (chunk) => onDelivered?.(number, chunk),
      onLost: (bytes) => {
        bytesLost += bytes;
      },
      onClosed: () => links.delete(link),
    });
    links.add(link);
    expose(link);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    setWeather(weather, share = 1) {
      current = weather && { weather, share };
      for (const link of links) {
        if (current) expose(link);
        else link.setWeather(null);
      }
    },
    counts: () => ({ connections, bytesLost, byWeather: { ...byWeather } }),
    resetAll,
    close() {
      resetAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  function resetAll(): void {
    for (const link of links) link.reset();
  }

  function expose(link: Link): void {
    if (!current || !prng.chance(current.share)) {
      link.setWeather(null);
      return;
    }
    const { kind } = current.weather;
    byWeather[kind] = (byWeather[kind] ?? 0) + 1;
    link.setWeather(current.weather);
  }
}
