/** Who charges for what, under the name that stands on an invoice. */
export type Seller = { name: string; service: string };

const SELLERS: Record<string, Seller> = {
  openai: { name: "OpenAI", service: "OpenAI API" },
  azure: { name: "Microsoft", service: "Azure OpenAI" },
  anthropic: { name: "Anthropic", service: "Anthropic API" },
  google: { name: "Google", service: "Gemini API" },
  mistral: { name: "Mistral AI", service: "Mistral API" },
  deepseek: { name: "DeepSeek", service: "DeepSeek API" },
  "x-ai": { name: "xAI", service: "xAI API" },
  cohere: { name: "Cohere", service: "Cohere API" },
  groq: { name: "Groq", service: "Groq API" },
  together: { name: "Together AI", service: "Together API" },
  fireworks: { name: "Fireworks AI", service: "Fireworks API" },
  cerebras: { name: "Cerebras", service: "Cerebras API" },
  openrouter: { name: "OpenRouter", service: "OpenRouter API" },
};

/** What the organisation runs itself and nobody charges for. */
const OWN: Record<string, string> = { ollama: "Ollama", demo: "Demo model" };

/** A provider that an admin added under a name of its own goes by that name. */
export function sellerOf(provider: string, organisation: string): Seller {
  const own = OWN[provider];
  if (own) return { name: organisation || own, service: own };
  return SELLERS[provider] ?? { name: provider, service: `${provider} API` };
}

const MAKERS: [RegExp, string][] = [
  [/^(?:gpt-|chatgpt-|o\d|text-embedding-)/, "OpenAI"],
  [/^claude/, "Anthropic"],
  [/^(?:gemini|gemma)/, "Google"],
  [/^(?:mistral|ministral|magistral|codestral|devstral|pixtral|open-mi[sx]tral)/, "Mistral AI"],
  [/^deepseek/, "DeepSeek"],
  [/^grok/, "xAI"],
  [/^command/, "Cohere"],
  [/^(?:llama|meta-llama)/, "Meta"],
  [/^(?:qwen|qwq)/, "Alibaba"],
];
const RELEASE = /^(.+?)[-@](\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

type ModelDetails = {
  x_ModelId: string;
  x_ModelFamily: string;
  x_ModelDeveloper?: string;
  x_ModelVersion?: string;
};

/** What a model's name says: who made it, whoever sells it, and of which model it is a release. Unknown is left out. */
export function modelDetails(model: string): ModelDetails {
  // Resellers put the maker's name before the model's.
  const name = model.slice(model.lastIndexOf("/") + 1);
  const [, family = name, version] = RELEASE.exec(name) ?? [];
  const developer = MAKERS.find(([pattern]) => pattern.test(family.toLowerCase()))?.[1];
  return {
    x_ModelId: model,
    x_ModelFamily: family,
    ...(developer ? { x_ModelDeveloper: developer } : {}),
    ...(version ? { x_ModelVersion: version } : {}),
  };
}
