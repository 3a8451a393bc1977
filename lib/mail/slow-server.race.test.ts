import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { sendMail } from ".";

test("ends where a server keeps it waiting, a byte at a time", { timeout: 8_000 }, async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write("220 slow\r\n");
    socket.once("data", () => {
      const drip = setInterval(() => socket.write("2"), 20);
      socket.once("close", () => clearInterval(drip));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  vi.stubEnv("MAIL_FROM", "purser@example.org");
  const mail = { to: "name@example.org", subject: "s", text: "t", messageId: "m" };
  await expect(sendMail(mail, 500)).rejects.toMatchObject({ code: "provider_failed" });
  for (const socket of sockets) socket.destroy();
  server.close();
});
