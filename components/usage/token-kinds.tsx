import type { ReactNode } from "react";
import { counted, tokensLabel } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
import type { TokenKinds as Kinds, TokenKind } from "@/lib/reports/types";
import { Amount } from "./amount";

const NAMES: Record<TokenKind, string> = {
  input: "Input",
  cached: "Cached input",
  "cache write": "Written to the cache",
  output: "Output",
};

type TokenKindsProps = { tokens: Kinds; totalPicoUsd: PicoUsd };

/** The month by kind of token; what no formula explains stands in lines of its own, so that all add up to the total. */
export function TokenKinds({ tokens, totalPicoUsd }: TokenKindsProps) {
  const { kinds, reasoning, estimated, corrected, unpriced, roundingPicoUsd } = tokens;
  const digits = columnDigits([...kinds.map(({ costPicoUsd }) => costPicoUsd), totalPicoUsd]);
  return (
    <Card>
      <CardHeader
        title="By kind of token"
        description="Each exact amount by the price its call was made at."
      />
      <Table label="Cost by kind of token">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>Kind</TableHeader>
            <TableHeader numeric>Tokens</TableHeader>
            <TableHeader numeric>Cost</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {kinds.map(({ kind, tokens: count, costPicoUsd }) => (
            <Line key={kind} name={NAMES[kind]} tokens={count} cost={costPicoUsd} digits={digits}>
              {kind === "output" && reasoning.tokens > 0 && (
                <span className="block text-muted text-xs">
                  of which reasoning: {tokensLabel(reasoning.tokens)} tokens,{" "}
                  <Amount value={reasoning.costPicoUsd} />
                </span>
              )}
            </Line>
          ))}
          {estimated.calls > 0 && (
            <Line
              name="Estimated, not split"
              tokens={estimated.tokens}
              cost={estimated.costPicoUsd}
              estimated={estimated.costPicoUsd}
              digits={digits}
            >
              <span className="block text-muted text-xs">{counted(estimated.calls, "call")}</span>
            </Line>
          )}
          {corrected.calls > 0 && (
            <Line name="Set by hand, not split" tokens={null} cost={corrected.costPicoUsd} digits={digits}>
              <span className="block text-muted text-xs">{counted(corrected.calls, "call")}</span>
            </Line>
          )}
          {unpriced.calls > 0 && (
            <Line name="Unpriced" tokens={unpriced.tokens} cost={null} digits={digits}>
              <span className="block text-muted text-xs">
                {counted(unpriced.calls, "call")} whose price nobody knows
              </span>
            </Line>
          )}
          {roundingPicoUsd !== 0n && (
            <Line name="Rounding of batch and flex" tokens={null} cost={roundingPicoUsd} digits={digits} />
          )}
        </TableBody>
        <tfoot>
          <TableRow className="border-t border-b-0 font-medium">
            <TableCell colSpan={2}>Total</TableCell>
            <TableCell numeric>
              <Amount value={totalPicoUsd} estimated={estimated.costPicoUsd} digits={digits} />
            </TableCell>
          </TableRow>
        </tfoot>
      </Table>
    </Card>
  );
}

type LineProps = {
  name: string;
  /** Null where it has none of its own. */
  tokens: number | null;
  /** Null where it is not known. */
  cost: PicoUsd | null;
  estimated?: PicoUsd;
  digits: UsdDigits;
  children?: ReactNode;
};

function Line({ name, tokens, cost, estimated = 0n, digits, children }: LineProps) {
  return (
    <TableRow>
      <TableCell>
        {name}
        {children}
      </TableCell>
      <TableCell numeric>{tokens === null ? "" : tokensLabel(tokens)}</TableCell>
      <TableCell numeric>
        {cost === null ? "unknown" : <Amount value={cost} estimated={estimated} digits={digits} />}
      </TableCell>
    </TableRow>
  );
}
