import { parseArgs } from "node:util";
import { startUpstream } from "./server";
import { TOKENIZERS } from "./tokenizer";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    behaviour: { type: "string", default: "normal" },
    tokenizer: { type: "string", default: "units" },
  },
});
const tokenizer = TOKENIZERS.find((name) => name === values.tokenizer);
if (!tokenizer) throw new RangeError(`--tokenizer takes ${TOKENIZERS.join(" or ")}.`);

const upstream = await startUpstream({ port: Number(values.port), behaviour: values.behaviour, tokenizer });
process.stdout.write(`Upstream: OPENAI_BASE_URL=${upstream.url}\n`);
process.once("disconnect", () => process.exit());
