import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Price } from "@/lib/pricing/types";
import type { UsedModel } from "@/lib/reports/types";
import { perMillion } from "./words";

type UsedModelsProps = { models: readonly (Pick<UsedModel, "provider" | "model"> & { price: Price })[] };

/** What the ledger knows and no provider offers now, at the price book's prices of today. */
export function UsedModels({ models }: UsedModelsProps) {
  return (
    <Card aria-label="Used, and not offered at present">
      <CardHeader
        title="Used, and not offered at present"
        description="Since last month began. Planning and diagnostics reckon with them at these prices."
      />
      <Table label="Models that are not offered at present">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>Model</TableHeader>
            <TableHeader numeric>Input</TableHeader>
            <TableHeader numeric>Cached</TableHeader>
            <TableHeader numeric>Output</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {models.map(({ provider, model, price }) => (
            <TableRow key={`${provider}/${model}`}>
              <TableCell>
                <span className="wrap-anywhere font-medium">{model}</span>
                <span className="block text-muted text-xs">{provider}</span>
              </TableCell>
              <TableCell numeric>{perMillion(price.inputPicoUsd)}</TableCell>
              <TableCell numeric>{perMillion(price.cachedInputPicoUsd)}</TableCell>
              <TableCell numeric>{perMillion(price.outputPicoUsd)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
