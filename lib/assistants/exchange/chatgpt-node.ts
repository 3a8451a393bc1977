import { z } from "zod";
import type { ImportedFacts } from "@/db/schema";

const part = z.union([
  z.string(),
  z.object({ content_type: z.string(), text: z.string().nullish().catch(null) }),
  z.unknown().transform(() => null),
]);

const message = z.object({
  author: z.object({ role: z.string() }),
  create_time: z.number().nullish().catch(null),
  content: z.object({ content_type: z.string(), parts: z.array(part).catch([]).default([]) }),
  recipient: z.string().nullish().catch(null),
  metadata: z
    .object({
      model_slug: z.string().max(200).nullish().catch(null),
      is_visually_hidden_from_conversation: z.boolean().nullish().catch(null),
      finish_details: z.object({ type: z.string() }).nullish().catch(null),
    })
    .catch({})
    .default({}),
});

/** A node of a conversation's tree. What has no message that can be read only links others. */
export const chatNode = z.object({
  parent: z.string().nullish().catch(null),
  children: z.array(z.string()).catch([]).default([]),
  message: message.nullish().catch(null),
});

export type ChatNode = z.output<typeof chatNode>;
type ChatMessage = z.output<typeof message>;

/** What a node says to a reader: a question, a part of an answer, or nothing. */
export type Said = {
  role: "user" | "assistant";
  text: string;
  /** In seconds since 1970; null where the file does not say. */
  at: number | null;
  model: string | null;
  status: NonNullable<ImportedFacts["status"]>;
};

export function saidBy({ message }: ChatNode): Said | null {
  if (!message || message.metadata.is_visually_hidden_from_conversation) return null;
  const role = message.author.role === "user" ? "user" : "assistant";
  const text = role === "user" ? textOf(message) : answerTextOf(message);
  if (!text.trim()) return null;
  return {
    role,
    text,
    at: message.create_time ?? null,
    model: message.metadata.model_slug ?? null,
    status: statusOf(message),
  };
}

/** Calls of tools and what they answered are not for readers, but for the pictures that they made. */
function answerTextOf(message: ChatMessage): string {
  const { author, recipient } = message;
  if (author.role === "assistant") {
    return recipient && recipient !== "all" ? "" : textOf(message).replace(CITATION, "");
  }
  if (author.role !== "tool") return "";
  return message.content.parts.map(noteOf).filter(Boolean).join("\n\n");
}

/** The places of sources, in characters that no font has. */
const CITATION = /\ue200[^\ue200\ue201]*\ue201/g;

function textOf({ content }: ChatMessage): string {
  if (content.content_type !== "text" && content.content_type !== "multimodal_text") return "";
  return content.parts
    .map((each) => (typeof each === "string" ? each : each?.text || noteOf(each)))
    .filter(Boolean)
    .join("\n\n");
}

/** What stands in the place of what is no text. */
function noteOf(each: z.output<typeof part>): string {
  if (each === null || typeof each === "string") return "";
  const [kind] = /image|audio|video/.exec(each.content_type) ?? [];
  return kind ? `[${kind}]` : "";
}

function statusOf({ metadata }: ChatMessage): Said["status"] {
  if (metadata.finish_details?.type === "max_tokens") return "incomplete";
  return metadata.finish_details?.type === "interrupted" ? "cancelled" : "completed";
}
