import type { ModelCall } from "@/lib/providers/demo/call";

/**
 * What OpenAI counts for the images of a call at high detail, by its guide "Images and vision": patches of 32 pixels for
 * the small models, tiles of 512 for the others.
 */
export function countImages({ model, images }: Pick<ModelCall, "model" | "images">): number {
  return images.reduce((sum, url) => sum + tokensOf(model, sizeOf(url)), 0);
}

function sizeOf(url: string): { width: number; height: number } {
  const [, base64] = /^data:image\/png;base64,(.+)$/.exec(url) ?? [];
  if (!base64) throw new Error("The upstream reads PNG alone.");
  const png = Buffer.from(base64, "base64");
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

const PATCHES: Readonly<Record<string, number>> = {
  "gpt-4.1-mini": 1.62,
  "gpt-4.1-nano": 2.46,
  "gpt-5-mini": 1.62,
};

function tokensOf(model: string, size: { width: number; height: number }): number {
  const perPatch = PATCHES[model];
  if (perPatch) return Math.floor(patchesOf(size) * perPatch);
  return model.startsWith("gpt-4o-mini") ? 2_833 + 5_667 * tilesOf(size) : 85 + 170 * tilesOf(size);
}

/** Beyond 1,536 the image is made smaller until whole patches cover it. */
function patchesOf({ width, height }: { width: number; height: number }): number {
  const [across, down] = [width / 32, height / 32];
  const patches = Math.ceil(across) * Math.ceil(down);
  if (patches <= 1_536) return patches;
  const shrink = Math.sqrt(1_536 / (across * down));
  const [fitAcross, fitDown] = [Math.floor(across * shrink), Math.floor(down * shrink)];
  const fit = shrink * Math.min(fitAcross / (across * shrink), fitDown / (down * shrink));
  return Math.min(1_536, Math.ceil(across * fit) * Math.ceil(down * fit));
}

function tilesOf({ width, height }: { width: number; height: number }): number {
  const fitted = Math.min(1, 2_048 / Math.max(width, height));
  const factor = fitted * Math.min(1, 768 / (Math.min(width, height) * fitted));
  return Math.ceil(Math.round(width * factor) / 512) * Math.ceil(Math.round(height * factor) / 512);
}
