import type { Socket } from "node:net";
import { setTimeout as sleep, setImmediate as tick } from "node:timers/promises";
import type { Prng } from "../prng";
import type { Weather } from "./weather";

export type Link = {
  /** Null: clear weather. */
  setWeather(weather: Weather | null): void;
  /** Breaks the connection on both sides. */
  reset(): void;
};

export type LinkOptions = {
  client: Socket;
  server: Socket;
  prng: Prng;
  /** Told everything that reaches the client. */
  onDelivered: (chunk: Buffer) => void;
  /** Told how many bytes never arrive. */
  onLost: (bytes: number) => void;
  onClosed: () => void;
};

const RESET_AFTER_MS = 20;

/** Joins two sockets and does to what passes between them what the weather says. */
export function joinSockets({ client, server, prng, onDelivered, onLost, onClosed }: LinkOptions): Link {
  let weather: Weather | null = null;
  let delivered = 0;
  let isBroken = false;
  let isLossy = false;

  void pump(client, server, "up");
  void pump(server, client, "down");
  let open = 2;
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    // What goes wrong with one side is told to the other one, below; there is nobody else to tell.
    socket.on("error", () => undefined);
    socket.on("close", (hadError) => {
      open -= 1;
      const other = socket === client ? server : client;
      if (open === 0) onClosed();
      else if (keepsSilent()) isLossy = true;
      else if (hadError) other.resetAndDestroy();
      else other.destroySoon();
    });
  }

  return {
    setWeather(next) {
      weather = next;
      delivered = 0;
      if (isLossy || (open === 1 && !keepsSilent())) reset();
      else if (next?.kind === "half_open") (next.gone === "client" ? client : server).resetAndDestroy();
    },
    reset,
  };

  function reset(): void {
    isBroken = true;
    client.resetAndDestroy();
    server.resetAndDestroy();
  }

  /** Whether one side's end stays unknown to the other. */
  function keepsSilent(): boolean {
    return !isBroken && (weather?.kind === "half_open" || weather?.kind === "black_hole");
  }

  async function pump(from: Socket, to: Socket, direction: "up" | "down"): Promise<void> {
    try {
      for await (const chunk of from.iterator({ destroyOnReturn: false }))
        await forward(chunk, to, direction);
      if (!keepsSilent()) to.end();
      else isLossy = true;
    } catch (error) {
      // The close of a broken socket is handled above.
      if (!from.destroyed) throw error;
    }
  }

  async function forward(chunk: Buffer, to: Socket, direction: "up" | "down"): Promise<void> {
    if (weather?.kind === "latency") await sleep(weather.delayMs + prng.int(0, weather.jitterMs));
    for (const piece of cut(chunk)) {
      if (weather?.kind === "slices") await tick();
      if (isBroken) return;
      if (keepsSilent()) lose(piece);
      else if (direction === "up") await write(to, piece);
      else await deliver(to, piece);
    }
  }

  function lose(piece: Buffer): void {
    isLossy = true;
    onLost(piece.length);
  }

  async function deliver(to: Socket, piece: Buffer): Promise<void> {
    const room = weather?.kind === "reset" ? Math.max(0, weather.afterBytes - delivered) : piece.length;
    const passing = piece.subarray(0, room);
    delivered += passing.length;
    await write(to, passing);
    if (passing.length > 0) onDelivered(passing);
    if (weather?.kind !== "reset" || passing.length === piece.length) return;
    // Together with the last bytes it would look to Node like an ordinary end.
    await sleep(RESET_AFTER_MS);
    reset();
  }

  function cut(chunk: Buffer): Buffer[] {
    if (weather?.kind !== "slices") return [chunk];
    const pieces: Buffer[] = [];
    for (let at = 0; at < chunk.length; ) {
      const end = at + prng.int(1, weather.bytesMax);
      pieces.push(chunk.subarray(at, end));
      at = end;
    }
    return pieces;
  }
}

/** Resolves when the system has taken the piece, or the socket is gone. */
function write(to: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (to.destroyed || piece.length === 0) resolve();
    else to.write(piece, () => resolve());
  });
}
