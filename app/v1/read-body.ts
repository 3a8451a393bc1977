import { AppError } from "@/lib/errors";

const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** A request's JSON with the text it came as. Throws `invalid` when it is larger than 4 MB or no JSON. */
export async function readBody(request: Request): Promise<{ body: unknown; bodyText: string }> {
  if (Number(request.headers.get("content-length")) > BODY_BYTES_MAX) throw tooLarge();
  const bodyText = await readText(request);
  const parsed = parse(bodyText);
  if (!parsed) throw new AppError("invalid", "The body is not JSON.", { details: { code: "invalid_json" } });
  return { body: parsed.value, bodyText };
}

/** Null for what is no JSON; the parser's message is left behind, since it quotes the request. */
function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(): AppError {
  return new AppError("invalid", "A request has at most 4 MB.", { details: { code: "request_too_large" } });
}
