"use client";

import { useRef } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { type CodeLine, requestHighlight, useHighlightedCode } from "./highlighted-code";
import { useOnceNear } from "./use-once-near";

type CodeBlockProps = {
  code: string;
  language: string;
  /** True while the code is still being written: it stays plain until it is finished. */
  live?: boolean;
};

/** Plain text first; coloured once it is finished and seen. */
export function CodeBlock({ code, language, live = false }: CodeBlockProps) {
  const block = useRef<HTMLElement>(null);
  const lines = useHighlightedCode(code, language);

  const isWanted = !live && language !== "";
  useOnceNear({ element: block, isWanted, subject: `${language}\n${code}` }, () => {
    requestHighlight(code, language).catch(() => {
      // A grammar that did not arrive leaves the code plain, which is readable; the next block asks again.
    });
  });

  return (
    <figure ref={block} className="code-block">
      <figcaption>
        <span>{language || "text"}</span>
        <CopyButton text={code} label="Copy code" variant="ghost" className="h-7 px-2 text-xs" />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must by keyboard too. */}
      <pre tabIndex={0}>
        <code>{lines ? <Coloured lines={lines} /> : code}</code>
      </pre>
    </figure>
  );
}

function Coloured({ lines }: { lines: CodeLine[] }) {
  return lines.map((line, number) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of finished code never move.
    <span key={number}>
      {line.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a finished line never move.
        <span key={index} style={piece.color ? { color: piece.color } : undefined}>
          {piece.text}
        </span>
      ))}
      {number < lines.length - 1 && "\n"}
    </span>
  ));
}
