type Size = { width: number; height: number };
type Rule = { models: RegExp; tokensOf: (size: Size) => number };

/**
 * Upper bounds of what an image costs in tokens at `detail: high`, by family of models; a model that no rule knows takes
 * no images. OpenAI's figures are those of "Images and vision, calculating costs"
 * (https://developers.openai.com/api/docs/guides/images-vision): tiles of 512 pixels for gpt-4o, gpt-4.1, gpt-5 and the
 * larger o-models, patches of 32 pixels for their small ones and for all since gpt-5.2. Where the bills that developers
 * have published differ from the guide (gpt-5.2 and later: 1.2 tokens a patch), the dearer figure stands. Anthropic's
 * are 750 pixels a token up to 4,784, Google's 258 a tile with sides of 256 to 768 pixels, at least 1,120.
 */
const RULES: readonly Rule[] = [
  { models: /^gpt-4o-mini/, tokensOf: tiles(2_833, 5_667) },
  { models: /^(gpt-4\.1|gpt-5(\.\d+)?|gpt-6)-nano/, tokensOf: patches(2.46, 2_500) },
  { models: /^(gpt-4\.1|gpt-5(\.\d+)?|gpt-6)(-codex)?-mini/, tokensOf: patches(1.62, 2_500) },
  { models: /^(o4|codex)-mini/, tokensOf: patches(1.72, 2_500) },
  { models: /^(gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-4-turbo(?!-preview))/, tokensOf: tiles(85, 170) },
  { models: /^(gpt-5|gpt-5-chat.*|gpt-5-2025.*)$/, tokensOf: tiles(70, 140) },
  { models: /^gpt-(5|6)/, tokensOf: dearer(tiles(70, 140), patches(1.62, 2_500)) },
  { models: /^o[13](?!-mini|-preview)/, tokensOf: tiles(75, 150) },
  { models: /^claude-(3|opus|sonnet|haiku|fable)/, tokensOf: byPixels },
  { models: /^gemini-(1\.5|[2-9])/, tokensOf: byCrops },
];

/** Older ones answer in text alone, and some of their kin speak or draw. */
const NO_VISION = /audio|realtime|transcribe|tts|search|image|embedding/;

/** Whether a model reads images. One that is not known here is taken for one that does not. */
export function takesImages(model: string): boolean {
  return ruleOf(model) !== undefined;
}

/** An upper bound of the tokens that an image is counted as; null for a model that reads none. */
export function imageTokens(model: string, size: Size): number | null {
  return ruleOf(model)?.tokensOf(size) ?? null;
}

/** Routers put the maker's name before the model's. */
function ruleOf(model: string): Rule | undefined {
  const name = model.slice(model.lastIndexOf("/") + 1);
  return NO_VISION.test(name) ? undefined : RULES.find(({ models }) => models.test(name));
}

/** Fitted into 2,048 pixels, then with a shorter side of at most 768, so many tiles of 512 cover it. */
function tiles(base: number, perTile: number): Rule["tokensOf"] {
  return ({ width, height }) => {
    const fitted = Math.min(1, 2_048 / Math.max(width, height));
    const factor = Math.min(fitted, 768 / Math.min(width, height));
    return base + perTile * Math.ceil((width * factor) / 512) * Math.ceil((height * factor) / 512);
  };
}

/** A larger image is made smaller until no more than `most` patches cover it. */
function patches(perPatch: number, most: number): Rule["tokensOf"] {
  return ({ width, height }) =>
    Math.ceil(perPatch * Math.min(most, Math.ceil(width / 32) * Math.ceil(height / 32)));
}

function dearer(one: Rule["tokensOf"], other: Rule["tokensOf"]): Rule["tokensOf"] {
  return (size) => Math.max(one(size), other(size));
}

function byPixels({ width, height }: Size): number {
  return Math.min(4_784, Math.ceil(width / 27) * Math.ceil(height / 27));
}

function byCrops({ width, height }: Size): number {
  return Math.max(1_120, 258 * Math.ceil(width / 256) * Math.ceil(height / 256));
}
