"use client";

import { memo, useEffect, useState } from "react";
import remend from "remend";
import { createBlockSplitter } from "./blocks";
import { MarkdownBase, NO_HOSTS } from "./markdown-base";
import { bounded } from "./markdown-bounds";
import type { RenderMaths } from "./maths";
import { hasMaths } from "./maths-marks";

type StreamingMarkdownProps = {
  text: string;
  idPrefix: string;
  live: boolean;
  /** Stays the same, so that finished blocks are not drawn anew. */
  imageHosts?: readonly string[];
};

/** Of blocks that are compared as one: React looks at a group, not at each block in it. */
const GROUP_SIZE = 16;

/** A growing answer: a new piece renders the last block again and no other. */
export function StreamingMarkdown({ text, idPrefix, live, imageHosts = NO_HOSTS }: StreamingMarkdownProps) {
  const [split] = useState(createBlockSplitter);
  const blocks = split(text);
  const last = Math.ceil(blocks.length / GROUP_SIZE) - 1;
  return Array.from({ length: last + 1 }, (_, index) => (
    <Group
      // biome-ignore lint/suspicious/noArrayIndexKey: groups only grow at the end.
      key={index}
      blocks={blocks.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE)}
      idPrefix={idPrefix}
      live={live && index === last}
      imageHosts={imageHosts}
    />
  ));
}

type BlockProps = Required<StreamingMarkdownProps>;
type GroupProps = Omit<BlockProps, "text"> & { blocks: string[] };

const Group = memo(
  function Group({ blocks, idPrefix, live, imageHosts }: GroupProps) {
    return blocks.map((block, index) => (
      <Block
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks only grow at the end.
        key={index}
        text={block}
        live={live && index === blocks.length - 1}
        {...{ idPrefix, imageHosts }}
      />
    ));
  },
  (before, now) =>
    before.live === now.live &&
    before.idPrefix === now.idPrefix &&
    before.imageHosts === now.imageHosts &&
    before.blocks.length === now.blocks.length &&
    before.blocks.every((block, index) => block === now.blocks[index]),
);

const Block = memo(function Block({ text, ...rest }: BlockProps) {
  const maths = useMaths(hasMaths(text));
  return <MarkdownBase text={rest.live ? repaired(text) : text} maths={maths} {...rest} />;
});

let loadedMaths: RenderMaths | null = null;

/** What draws formulas, asked for by the first one; null until it is here. */
function useMaths(wanted: boolean): RenderMaths | null {
  const [maths, setMaths] = useState(loadedMaths);

  useEffect(() => {
    if (!wanted || maths) return;
    void import("./maths").then(({ renderMaths }) => {
      loadedMaths = renderMaths;
      setMaths(renderMaths);
    });
  }, [wanted, maths]);
  return wanted ? maths : null;
}

/** Closes what the model has opened and not yet closed, so that no marks flash by. */
function repaired(text: string): string {
  return remend(bounded(text), { linkMode: "text-only", katex: false });
}
