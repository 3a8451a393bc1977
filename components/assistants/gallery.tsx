import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CardMenu } from "./card-menu";
import type { AssistantActions, ShownAssistant } from "./types";
import { makerWords, visibilityWords } from "./words";

type GalleryProps = { assistants: ShownAssistant[]; actions: AssistantActions };

/** Assistants as cards, each with the way into a thread. */
export function Gallery({ assistants, actions }: GalleryProps) {
  return (
    <ul aria-label="Assistants" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {assistants.map((assistant) => (
        <li key={assistant.id}>
          <AssistantCard assistant={assistant} actions={actions} />
        </li>
      ))}
    </ul>
  );
}

function AssistantCard({ assistant, actions }: { assistant: ShownAssistant; actions: AssistantActions }) {
  const { id, name, description, modelWords, archived } = assistant;
  return (
    <article
      aria-labelledby={`assistant-${id}`}
      className="flex h-full flex-col rounded-card border border-line bg-card p-4.5 shadow-soft"
    >
      <div className="flex items-start gap-2">
        <h2 id={`assistant-${id}`} className="wrap-anywhere min-w-0 flex-1 font-semibold leading-snug">
          <Link href={`/assistants/${id}` as Route} prefetch={false} className="hover:underline">
            {name}
          </Link>
        </h2>
        <CardMenu assistant={assistant} actions={actions} />
      </div>
      {description && <p className="wrap-anywhere mt-1 text-muted text-sm">{description}</p>}
      <p className="mt-3 text-muted text-xs">{modelWords}</p>
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 pt-3">
        <span className="wrap-anywhere text-muted text-xs">{makerWords(assistant)}</span>
        <Badge>{visibilityWords(assistant)}</Badge>
        {!archived && (
          <Button asChild variant="outline" size="sm" className="ml-auto">
            <Link href={`/?assistant=${id}` as Route} prefetch={false} aria-describedby={`assistant-${id}`}>
              Start a thread
            </Link>
          </Button>
        )}
      </div>
    </article>
  );
}
