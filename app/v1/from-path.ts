/** A name from the segments of an address, where a client may have escaped its slashes or not. */
export function fromPath(segments: string[]): string {
  const path = segments.join("/");
  try {
    return decodeURIComponent(path);
  } catch {
    // It was no escaped text, so it means itself.
    return path;
  }
}
