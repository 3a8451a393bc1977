import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readJson, sendJson } from "@/lib/providers/demo/http";
import { errorBody } from "@/lib/providers/demo/wire";
import type { Book } from "./book";
import { type Costs, costsSchema } from "./costs";
import { repliesSchema, type Script, scriptSchema } from "./script";

const BODY_BYTES_MAX = 64 * 1024 * 1024;
const defaultSchema = z.object({ behaviour: z.string() });

type Control = { route: string; request: IncomingMessage; response: ServerResponse };
/** What the endpoints under /control/ can reach. */
type Controlled = { script: Script; book: Book; costs: Costs; release: () => void; reset: () => void };

/** What a test says to an upstream in another process: the same as the methods of `Upstream`. */
export async function control(
  { script, book, costs, release, reset }: Controlled,
  { route, request, response }: Control,
): Promise<void> {
  const body = async () => readJson(request, BODY_BYTES_MAX);
  switch (route) {
    case "POST /control/script":
      script.addScript(scriptSchema.parse(await body()));
      break;
    case "POST /control/replies":
      script.addReplies(repliesSchema.parse(await body()));
      break;
    case "POST /control/costs":
      costs.set(costsSchema.parse(await body()));
      break;
    case "POST /control/default":
      script.setDefault(defaultSchema.parse(await body()).behaviour);
      break;
    case "POST /control/release":
      release();
      break;
    case "POST /control/reset":
      reset();
      break;
    case "GET /control/book":
      return sendJson(response, 200, book.read());
    case "GET /control/requests":
      return sendJson(response, 200, { requests: book.requests() });
    default:
      return sendJson(response, 404, errorBody("not_found", `The upstream has no ${route}.`));
  }
  sendJson(response, 200, { ok: true });
}
