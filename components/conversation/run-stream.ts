import type { RunEvent } from "@/lib/assistants/types";

type StreamHandlers = {
  onEvent: (event: RunEvent) => void;
  /** The connection broke and the browser is trying again by itself. */
  onReconnecting: () => void;
  /** The server refused: trying again would not help. */
  onRefused: () => void;
};

const EVENT_TYPES: readonly RunEvent["type"][] = ["snapshot", "delta", "done", "title", "end"];

/** Follows a run until its end; the answer closes it. The browser reconnects by itself from the last event it saw. */
export function openRunStream(runId: string, handlers: StreamHandlers): () => void {
  const source = new EventSource(`/api/runs/${runId}/events`);
  for (const type of EVENT_TYPES) {
    source.addEventListener(type, (message) => {
      // The server's own events, whose shape the route and this file share through RunEvent.
      const event = { id: Number(message.lastEventId), type, data: JSON.parse(message.data) } as RunEvent;
      if (type === "end") source.close();
      handlers.onEvent(event);
    });
  }
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) handlers.onRefused();
    else handlers.onReconnecting();
  };
  return () => source.close();
}
