import { tell } from "./say";

/** Aborted by the first Ctrl-C, SIGTERM or SIGHUP; later ones change nothing, so that nothing is cut short. */
export function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) tell("Still stopping; answers under way are being stored.");
    else controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  // A closed terminal takes stdout and stderr with it; stopping goes on without them.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return controller.signal;
}

export function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}
