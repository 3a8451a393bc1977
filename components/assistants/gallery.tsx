import type { Route } from "next";
import Link from "next/link";
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
        <span className="-my-1 -mr-1.5 flex">
          <CardMenu assistant={assistant} actions={actions} />
        </span>
      </div>
      {description && <p className="wrap-anywhere mt-1 text-muted text-sm">{description}</p>}
      <p className="mt-3 text-muted text-xs">{modelWords}</p>
      <div className="mt-auto flex items-end justify-between gap-3 pt-3">
        <p className="wrap-anywhere min-w-0 text-muted text-xs">
          {makerWords(assistant)}
          <span className="block">{visibilityWords(assistant)}</span>
        </p>
        {!archived && (
          <Button asChild variant="outline" size="sm" className="shrink-0">
            <Link href={`/?assistant=${id}` as Route} prefetch={false} aria-describedby={`assistant-${id}`}>
              Start a thread
            </Link>
          </Button>
        )}
      </div>
    </article>
  );
}
