/**
 * What befalls the connections between the app and the upstream for a while.
 *
 * - latency: each piece arrives later, by `delayMs` and up to `jitterMs` more.
 * - slices: each piece arrives in parts of at most `bytesMax` bytes.
 * - reset: the connection breaks for both sides once `afterBytes` more have reached the client.
 * - half_open: one side is gone and the other is not told. With `client` gone the upstream goes on and nobody reads
 *   it; with `server` gone the client waits for an answer that never comes.
 * - black_hole: nothing arrives on either side, and no end of a connection either.
 *
 * Where something was lost, the connection breaks for both sides when the weather changes: that is how TCP ends it
 * when the other side comes back.
 */
export type Weather =
  | { kind: "latency"; delayMs: number; jitterMs: number }
  | { kind: "slices"; bytesMax: number }
  | { kind: "reset"; afterBytes: number }
  | { kind: "half_open"; gone: "client" | "server" }
  | { kind: "black_hole" };

export function describeWeather(weather: Weather): string {
  switch (weather.kind) {
    case "latency":
      return `latency of ${weather.delayMs} to ${weather.delayMs + weather.jitterMs} ms`;
    case "slices":
      return `slices of at most ${weather.bytesMax} bytes`;
    case "reset":
      return `reset after ${weather.afterBytes} bytes`;
    case "half_open":
      return `half-open, the ${weather.gone} is gone`;
    case "black_hole":
      return "black hole";
  }
}
