/** In pixels. */
export type Size = { width: number; height: number };

/** What covers them both. */
export function covering(one: Size, other: Size): Size {
  return { width: Math.max(one.width, other.width), height: Math.max(one.height, other.height) };
}
