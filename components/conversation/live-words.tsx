import { useEffect, useState } from "react";
import { useImageHosts } from "./image-hosts";
import type { StreamingMarkdown } from "./streaming-markdown";

let loaded: typeof StreamingMarkdown | null = null;

/** The Markdown of a growing answer is code that only a page with one needs; the composer asks for it early. */
export async function loadStreamingMarkdown(): Promise<typeof StreamingMarkdown> {
  loaded ??= (await import("./streaming-markdown")).StreamingMarkdown;
  return loaded;
}

type LiveWordsProps = { text: string; idPrefix: string; live: boolean };

/** Plain words until that code is here. Not a lazy component: one that is here already must not wait for a frame. */
export function LiveWords(props: LiveWordsProps) {
  const [Component, setComponent] = useState(() => loaded);
  const imageHosts = useImageHosts();

  useEffect(() => {
    if (!Component) void loadStreamingMarkdown().then((next) => setComponent(() => next));
  }, [Component]);

  return Component ? (
    <Component {...props} imageHosts={imageHosts} />
  ) : (
    <p className="whitespace-pre-wrap">{props.text}</p>
  );
}
