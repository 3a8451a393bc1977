import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type ReceivedPost = { path: string; headers: Record<string, string>; body: string };

/** A receiver of webhooks that keeps what comes; `answer` decides, null keeps it waiting for ever. */
export async function startReceiver(
  answer: (post: ReceivedPost) => { status: number; headers?: Record<string, string>; body?: string } | null,
): Promise<{ url: string; host: string; posts: ReceivedPost[]; close: () => Promise<void> }> {
  const posts: ReceivedPost[] = [];
  const server = http.createServer(async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const post = { path: request.url ?? "", headers, body: await text(request) };
    posts.push(post);
    const given = answer(post);
    if (given) response.writeHead(given.status, given.headers).end(given.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${addressOf(server.address()).port}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://${host}/hook`, host, posts, close };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (typeof address !== "object" || address === null) throw new Error("The server does not listen.");
  return address;
}
