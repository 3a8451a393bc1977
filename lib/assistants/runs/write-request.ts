import type { Conn } from "@/db/client";
import { throughRestart } from "@/db/through-restart";
import type { ProviderMessage } from "@/lib/providers/types";
import { imageBytesOf, render, type Said } from "../context/render";
import { state } from "./live";

/** No provider that answers needs longer to take a request; one that does not answer must not hold up others. */
const TAKEN_WITHIN_MS = 10_000;

export type WrittenRequest = {
  messages: ProviderMessage[];
  /** Lets go of the messages, once the provider has them or is not asked. */
  letGo: () => void;
};

/**
 * What an admitted answer sends, with the contents of its files. Only so many bytes of images are there at once in this
 * process: it may wait for others, under the lease of its attempt. Null where the answer is stopped meanwhile.
 */
export async function writeRequest(
  db: Conn,
  said: readonly Said[],
  { signal }: { signal: AbortSignal },
): Promise<WrittenRequest | null> {
  const leave = await state.images.enter(imageBytesOf(said), signal).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!leave) return null;
  try {
    const messages = await throughRestart(() => render(db, said));
    const timer = setTimeout(leave, TAKEN_WITHIN_MS).unref();
    const letGo = () => {
      clearTimeout(timer);
      leave();
      messages.length = 0;
    };
    return { messages, letGo };
  } catch (error) {
    leave();
    throw error;
  }
}
