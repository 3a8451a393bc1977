import { startDemoServer } from "../lib/providers/demo/server";

/** The launcher's child: it tells its address and ends with the launcher, however that ends. */
const server = await startDemoServer({});
process.send?.({ url: server.url });

const end = () => {
  void server.close().finally(() => process.exit(0));
};
process.once("disconnect", end);
process.once("SIGTERM", end);
