import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchFailure } from "./failure";

/** A killed process counts as ended a little before the system takes its sockets away. */
const GRACE_MS = 4_000;
const POLL_MS = 100;

/** True when a server may listen there. Without a host: on every address, as the app does. */
export function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, ...(host && { host }) }, () => probe.close(() => resolve(true)));
  });
}

/** A loopback port that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Throws a plain sentence when another program holds the app's port, and goes on holding it. */
export async function requirePort(port: number): Promise<void> {
  const deadline = Date.now() + GRACE_MS;
  while (!((await isPortFree(port)) && (await isPortFree(port, "127.0.0.1")))) {
    if (Date.now() > deadline) {
      throw new LaunchFailure(
        `Port ${port} is taken by another program: stop it, or choose another port, for example PORT=${port + 1} npm start.`,
      );
    }
    await sleep(POLL_MS);
  }
}
