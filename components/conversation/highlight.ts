import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { CodeLine } from "./highlighted-code";
import { grammarOf } from "./languages";

const THEME = "purser";
const HIGHLIGHTED_CHARACTERS_MAX = 50_000;

let highlighter: ReturnType<typeof createHighlighterCore> | undefined;

/** Lines of coloured pieces, or null where the code is better left plain. Loaded when a code block is seen. */
export async function highlight(code: string, language: string): Promise<CodeLine[] | null> {
  const grammar = grammarOf(language);
  if (!grammar || code.length > HIGHLIGHTED_CHARACTERS_MAX) return null;
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: "--code-", fontStyle: false })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const core = await highlighter;
  await core.loadLanguage((await grammar.load()).default);
  const lines = core.codeToTokensBase(code, { lang: grammar.name, theme: THEME });
  return lines.map((line) => line.map(({ content, color }) => ({ text: content, color: color ?? null })));
}
