import { parseArgs } from "node:util";
import { startUpstream } from "./server";

const { values } = parseArgs({
  options: { port: { type: "string", default: "4010" }, behaviour: { type: "string", default: "normal" } },
});

const upstream = await startUpstream({ port: Number(values.port), behaviour: values.behaviour });
process.stdout.write(`Upstream: OPENAI_BASE_URL=${upstream.url}\n`);
