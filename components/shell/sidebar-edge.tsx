import type { KeyboardEvent, PointerEvent } from "react";
import { WIDTH, withinWidths } from "./sidebar-cookie";

type SidebarEdgeProps = {
  width: number;
  /** While it is dragged: the page follows, nothing is remembered yet. */
  onDrag: (width: number) => void;
  onChange: (width: number) => void;
};

const STEP_PX = 16;

/** The edge between sidebar and page: dragged, or moved by arrow keys; a double click gives the normal width back. */
export function SidebarEdge({ width, onDrag, onChange }: SidebarEdgeProps) {
  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: width - STEP_PX,
      ArrowRight: width + STEP_PX,
      Home: WIDTH.min,
      End: WIDTH.max,
    };
    const next = steps[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChange(withinWidths(next));
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function ifHeld(event: PointerEvent<HTMLElement>, act: (width: number) => void) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) act(withinWidths(event.clientX));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that cannot be moved would be <hr>.
    <div
      role="separator"
      aria-label="Sidebar width"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={WIDTH.min}
      aria-valuemax={WIDTH.max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => ifHeld(event, onDrag)}
      onPointerUp={(event) => ifHeld(event, onChange)}
      onDoubleClick={() => onChange(WIDTH.normal)}
      className="absolute inset-y-0 right-0 z-10 w-2 translate-x-1/2 cursor-col-resize touch-none transition-colors hover:bg-edge/30 focus-visible:bg-accent active:bg-accent/50"
    />
  );
}
