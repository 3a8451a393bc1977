import { createServer } from "node:net";
import { LaunchFailure } from "./failure";

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

/** Throws a plain sentence when another program holds the app's port. */
export async function requirePort(port: number): Promise<void> {
  if ((await isPortFree(port)) && (await isPortFree(port, "127.0.0.1"))) return;
  throw new LaunchFailure(
    `Port ${port} is taken by another program: stop it, or choose another port, for example PORT=${port + 1} npm start.`,
  );
}
