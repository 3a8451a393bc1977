const PERCENT = /(\d+(?:\.\d+)?)\s*(?:%|percent)\s+of\s+(\d+(?:\.\d+)?)/i;
const EXPRESSION = /[-\d.(][\d\s.+\-*/×x÷()]*[\d)]/gi;
const EXPRESSION_UNITS_MAX = 200;

export type Sum = { expression: string; result: number };

/** The first sum a text asks for ("12 * (3 + 4)", "15% of 80"); null when it has none, or none with a result. */
export function findSum(text: string): Sum | null {
  const percent = PERCENT.exec(text);
  if (percent) {
    const [expression, share = "", whole = ""] = percent;
    return finite(expression, (Number(share) / 100) * Number(whole));
  }
  for (const [match] of text.slice(0, 1_000).matchAll(EXPRESSION)) {
    const expression = match.trim();
    if (expression.length > EXPRESSION_UNITS_MAX || !/\d\s*[+\-*/×x÷]\s*[-(\d]/i.test(expression)) continue;
    if (/^\d{4}-\d\d(-\d\d)?$/.test(expression)) continue;
    const result = evaluate(expression);
    if (result !== null) return finite(expression, result);
  }
  return null;
}

function finite(expression: string, value: number): Sum | null {
  return Number.isFinite(value) ? { expression, result: Number(value.toPrecision(12)) } : null;
}

/** A small recursive descent over + - * / and brackets; null when the text is no expression. */
function evaluate(text: string): number | null {
  const tokens =
    text
      .replace(/[×x]/gi, "*")
      .replaceAll("÷", "/")
      .match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (tokens.join("") !== text.replace(/[×x]/gi, "*").replaceAll("÷", "/").replace(/\s/g, "")) return null;
  let at = 0;
  const value = sum();
  return at === tokens.length && !Number.isNaN(value) ? value : null;

  function sum(): number {
    let total = product();
    while (tokens[at] === "+" || tokens[at] === "-") total += tokens[at++] === "+" ? product() : -product();
    return total;
  }

  function product(): number {
    let total = factor();
    while (tokens[at] === "*" || tokens[at] === "/") {
      if (tokens[at++] === "*") total *= factor();
      else total /= factor();
    }
    return total;
  }

  function factor(): number {
    const token = tokens[at++];
    if (token === "-") return -factor();
    if (token !== "(") return token === undefined ? Number.NaN : Number(token);
    const inner = sum();
    return tokens[at++] === ")" ? inner : Number.NaN;
  }
}
