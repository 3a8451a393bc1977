import type { Route } from "next";
import Link from "next/link";
import type { ThreadAssistant } from "@/lib/assistants/types";

/** What an empty thread says where an assistant is going to answer. */
export function AssistantGreeting({ assistant }: { assistant: ThreadAssistant }) {
  const { id, name, description } = assistant;
  return (
    <div className="my-auto py-6">
      <h2 className="wrap-anywhere font-semibold text-2xl tracking-tight">{name}</h2>
      {description && <p className="wrap-anywhere mt-2 text-muted">{description}</p>}
      <p className="mt-4 text-muted text-sm">
        <Link href={`/assistants/${id}` as Route} prefetch={false} className="underline underline-offset-2">
          What it is told
        </Link>{" "}
        comes before each of your messages, and is counted in what they cost.
      </p>
    </div>
  );
}
