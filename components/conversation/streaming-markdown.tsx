"use client";

import { memo, useState } from "react";
import remend from "remend";
import { createBlockSplitter } from "./blocks";
import { Markdown } from "./markdown";

type StreamingMarkdownProps = {
  text: string;
  idPrefix: string;
  live: boolean;
};

/** A growing answer: a new piece renders the last block again and no other. */
export function StreamingMarkdown({ text, idPrefix, live }: StreamingMarkdownProps) {
  const [split] = useState(createBlockSplitter);
  const blocks = split(text);
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks only grow at the end.
    <Block key={index} text={block} idPrefix={idPrefix} live={live && index === blocks.length - 1} />
  ));
}

const Block = memo(function Block({ text, idPrefix, live }: StreamingMarkdownProps) {
  return <Markdown text={live ? repaired(text) : text} idPrefix={idPrefix} live={live} />;
});

/** Closes what the model has opened and not yet closed, so that no marks flash by. */
function repaired(text: string): string {
  return remend(text, { linkMode: "text-only", katex: false });
}
