"use client";

import { useTheme } from "next-themes";
import { useRef, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Drawing } from "./draw-diagram";
import { QuietButton } from "./quiet-button";
import { useOnceNear } from "./use-once-near";

type DiagramProps = {
  code: string;
  /** True while the source is still being written: it stays text until it is finished. */
  live: boolean;
};

/** A diagram's source, and once it is finished and seen its picture in the same frame, so that nothing moves. */
export function Diagram({ code, live }: DiagramProps) {
  const frame = useRef<HTMLElement>(null);
  const isDark = useTheme().resolvedTheme === "dark";
  const [drawn, setDrawn] = useState<{ code: string; drawing: Drawing } | null>(null);
  const [asText, setAsText] = useState(false);
  const drawing = drawn?.code === code ? drawn.drawing : null;
  const picture = drawing && "picture" in drawing ? drawing.picture : null;

  useOnceNear({ element: frame, isWanted: !live, subject: `${isDark}\n${code}` }, () => {
    import("./draw-diagram")
      .then(({ drawDiagram }) => drawDiagram(code, isDark))
      .then((next) => setDrawn({ code, drawing: next }))
      .catch(() => {
        // What did not arrive leaves the source, which is readable.
      });
  });

  return (
    <figure ref={frame} className="code-block diagram">
      <figcaption>
        <span>{drawing && "problem" in drawing ? `diagram as text: ${drawing.problem}` : "diagram"}</span>
        <span className="flex items-center">
          {picture && (
            <QuietButton aria-pressed={asText} onClick={() => setAsText(!asText)}>
              Source
            </QuietButton>
          )}
          <CopyButton text={code} label="Copy code" variant="ghost" className="h-7 px-2 text-xs" />
        </span>
      </figcaption>
      {picture && !asText ? (
        // A picture of its own: as an image it can run nothing, load nothing and lead nowhere.
        // biome-ignore lint/performance/noImgElement: the picture is made here; there is nothing to load.
        <img src={picture} alt={`Diagram: ${kindOf(code)}. Its source says what it shows.`} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must by keyboard too.
        <pre tabIndex={0}>
          <code>{code}</code>
        </pre>
      )}
    </figure>
  );
}

function kindOf(code: string): string {
  return /^\s*([\w-]{1,30})/.exec(code)?.[1] ?? "unnamed";
}
