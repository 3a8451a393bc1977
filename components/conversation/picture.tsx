"use client";

import { useEffect, useRef, useState } from "react";

type PictureProps = {
  src: string;
  /** What stands in its place until it is here, and where it does not come. */
  words: string;
  /** In a paragraph of its own; else it stands among words and is small. */
  isAlone: boolean;
  isInLink: boolean;
  /** True while its Markdown is still being written: nobody is asked for it. */
  live: boolean;
};

/** A picture of an allowed host, in a box whose size does not depend on it: when it comes, or fails, nothing moves. */
export function Picture({ src, words, isAlone, isInLink, live }: PictureProps) {
  const image = useRef<HTMLImageElement>(null);
  const [failed, setFailed] = useState<string | null>(null);

  useEffect(() => {
    // It may have failed before this code was here to hear of it.
    const { current } = image;
    if (current?.complete && current.currentSrc && current.naturalWidth === 0) setFailed(src);
  }, [src]);

  const content =
    live || failed === src ? (
      words
    ) : (
      // biome-ignore lint/performance/noImgElement: the browser asks the host itself, and tells it nothing.
      <img
        ref={image}
        src={src}
        alt={words}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        onError={() => setFailed(src)}
      />
    );
  return (
    <span className="picture" data-alone={isAlone || undefined}>
      {isInLink || live ? (
        content
      ) : (
        <a href={src} target="_blank" rel="noopener noreferrer nofollow">
          {content}
        </a>
      )}
    </span>
  );
}
