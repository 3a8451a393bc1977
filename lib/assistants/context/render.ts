import type { Conn } from "@/db/client";
import type { ProviderMessage, ProviderPart } from "@/lib/providers/types";
import { takesImages } from "../attachments/image-tokens";
import { REQUEST_IMAGE_BYTES_MAX } from "../attachments/limits";
import { type Attached, readContents } from "../attachments/read";
import { asSent, inPlaceOfImage } from "../attachments/words";

/** A message as it is to be sent, without the contents of what goes with it. */
export type Said = {
  role: ProviderMessage["role"];
  content: string;
  attached?: readonly Going[] | undefined;
};

/** Something that goes with a message. An image that is only named is counted as the text that it is then. */
export type Going = Attached & { isNamed?: true };

/** An image that is not sent: a line with its name stands for it. */
export function named(image: Attached): Going {
  const tokens = Buffer.byteLength(inPlaceOfImage(image.name));
  return { ...image, kind: "text", isNamed: true, contentTokens: tokens, contentTokensMax: tokens };
}

type WithFiles = { attached?: readonly Going[] };

/**
 * Decides which images of a request are sent, place by place: asked for each message in turn, the newest first, it
 * names those that the model does not see, and all from the first on that does not fit any more.
 */
export function imageGate({ model }: { model: string }): <T extends WithFiles>(message: T) => T {
  let room = takesImages(model) ? REQUEST_IMAGE_BYTES_MAX : 0;
  const pass = (one: Going): Going => {
    if (one.kind !== "image") return one;
    room -= one.bytes;
    return room >= 0 ? one : named(one);
  };
  return (message) => {
    if (!message.attached?.length) return message;
    return { ...message, attached: message.attached.toReversed().map(pass).reverse() };
  };
}

/** How many bytes of images a request has, each as often as it is sent. */
export function imageBytesOf(said: readonly Said[]): number {
  const images = said.flatMap(({ attached = [] }) => attached.filter(({ kind }) => kind === "image"));
  return images.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Messages with the contents of what goes with them. An image that was erased meanwhile is named. */
export async function render(conn: Conn, said: readonly Said[]): Promise<ProviderMessage[]> {
  const sent = said.flatMap(({ attached = [] }) => attached.filter(({ isNamed }) => !isNamed));
  const contents = await readContents(
    conn,
    sent.map(({ id }) => id),
  );
  const parts = new Map(sent.map((one) => [one.id, toPart(one, contents.get(one.id))]));
  return said.map(({ role, content, attached = [] }) => {
    if (attached.length === 0) return { role, content };
    const shown = attached.map((one) => (one.isNamed ? inWords(one) : (parts.get(one.id) ?? inWords(one))));
    return { role, content, parts: shown };
  });
}

function toPart({ kind, name, mediaType }: Going, content: Buffer | undefined): ProviderPart {
  if (kind === "text") return { type: "text", text: asSent(name, content?.toString("utf8") ?? "") };
  if (!content) return inWords({ name });
  return { type: "image", url: `data:${mediaType};base64,${content.toString("base64")}` };
}

function inWords({ name }: { name: string }): ProviderPart {
  return { type: "text", text: inPlaceOfImage(name) };
}
