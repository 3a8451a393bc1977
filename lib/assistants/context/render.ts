import type { Conn } from "@/db/client";
import type { ProviderMessage, ProviderPart } from "@/lib/providers/types";
import { takesImages } from "../attachments/image-tokens";
import { REQUEST_IMAGE_BYTES_MAX } from "../attachments/limits";
import { type Attached, readContents } from "../attachments/read";
import { asSent, inPlaceOfImage } from "../attachments/words";

/** A message of the thread as it is to be sent. */
export type Said = {
  role: "user" | "assistant";
  content: string;
  attached?: readonly Attached[] | undefined;
};

/**
 * Messages with what goes with them. An image is named only where the model sees none, and where the newer ones
 * are as many as a request takes.
 */
export async function render(
  conn: Conn,
  said: readonly Said[],
  { model }: { model: string },
): Promise<ProviderMessage[]> {
  const all = said.flatMap(({ attached = [] }) => attached);
  const seen = takesImages(model) ? newestImages(all) : new Set<string>();
  const isSent = ({ kind, id }: Attached) => kind === "text" || seen.has(id);
  const contents = await readContents(
    conn,
    all.filter(isSent).map(({ id }) => id),
  );
  return said.map(({ role, content, attached = [] }) => {
    const parts = attached.map((one) => toPart(one, contents.get(one.id)));
    return parts.length > 0 ? { role, content, parts } : { role, content };
  });
}

/** Those at the end that fit into one request. */
function newestImages(attached: readonly Attached[]): Set<string> {
  const seen = new Set<string>();
  let bytes = 0;
  for (const one of attached.toReversed()) {
    if (one.kind !== "image") continue;
    bytes += one.bytes;
    if (bytes > REQUEST_IMAGE_BYTES_MAX) break;
    seen.add(one.id);
  }
  return seen;
}

function toPart({ kind, name, mediaType }: Attached, content: Buffer | undefined): ProviderPart {
  if (kind === "text") return { type: "text", text: asSent(name, content?.toString("utf8") ?? "") };
  if (!content) return { type: "text", text: inPlaceOfImage(name) };
  return { type: "image", url: `data:${mediaType};base64,${content.toString("base64")}` };
}
