import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, test } from "vitest";
import { startUpstream } from "@/e2e/upstream/server";
import { callUpstream } from "./call-upstream";
import { open, readText } from "./stream";

test("a request goes out once more when the kept connection was just closed", async () => {
  const seen = new Set<Socket>();
  const server = createServer((request, response) => {
    if (seen.has(request.socket)) request.socket.destroy();
    seen.add(request.socket);
    response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (let round = 0; round < 3; round++) {
    expect(await readText(await open(`http://127.0.0.1:${port}/`, {}))).toBe("hello");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(seen.size).toBe(3);
  server.close();
});

test("a direct call is timed to its first token and to its end", async () => {
  const upstream = await startUpstream({ behaviour: "tokens:10+slow:5+first:20" });
  const { firstTokenMs, totalMs } = await callUpstream(upstream.url, "gpt-4o-mini", "Hello");
  expect(firstTokenMs).toBeGreaterThan(20);
  expect(totalMs).toBeGreaterThan(firstTokenMs);
  await upstream.close();
});

test("a call that is refused is a failure that says so", async () => {
  const upstream = await startUpstream({ behaviour: "429" });
  await expect(callUpstream(upstream.url, "gpt-4o-mini", "Hello")).rejects.toThrow(/answered 429/);
  await upstream.close();
});
