import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import type { ModelPrices } from "@/lib/assistants/types";
import { ModelMenu } from "./model-menu";
import { OPTIONS } from "./options-column";
import type { PriceActions } from "./types";
import { perMillion } from "./words";

type UsedModelsProps = { models: readonly ModelPrices[]; actions: PriceActions; timeZone: string };

/** What the ledger knows and no provider offers now, at the price book's prices of today. */
export function UsedModels({ models, actions, timeZone }: UsedModelsProps) {
  return (
    <Card aria-label="Used, and not offered at present">
      <CardHeader
        title="Used, and not offered at present"
        description="Since last month began, and whatever was called without a price. Planning and diagnostics reckon with these prices."
      />
      <Table label="Models that are not offered at present">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>Model</TableHeader>
            <TableHeader numeric>Input</TableHeader>
            <TableHeader numeric>Cached</TableHeader>
            <TableHeader numeric>Output</TableHeader>
            <OptionsHeader className={OPTIONS} />
          </TableRow>
        </TableHead>
        <TableBody>
          {models.map((model) => (
            <TableRow key={model.id}>
              <TableCell>
                <span className="wrap-anywhere font-medium">{model.model}</span>
                <span className="block text-muted text-xs">{model.provider}</span>
              </TableCell>
              <PriceCells price={model.current} />
              <TableCell numeric className={OPTIONS}>
                <ModelMenu model={model} actions={actions} timeZone={timeZone} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function PriceCells({ price }: { price: ModelPrices["current"] }) {
  if (!price) {
    return (
      <TableCell colSpan={3} numeric>
        <Badge tone="warn">No price</Badge>
      </TableCell>
    );
  }
  return (
    <>
      <TableCell numeric>{perMillion(price.inputPicoUsd)}</TableCell>
      <TableCell numeric>{perMillion(price.cachedInputPicoUsd)}</TableCell>
      <TableCell numeric>{perMillion(price.outputPicoUsd)}</TableCell>
    </>
  );
}
