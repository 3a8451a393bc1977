"use client";

import { useCallback, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { ModelPrices } from "@/lib/assistants/types";
import { PriceForm } from "./price-form";
import { PriceHistory } from "./price-history";
import type { PriceActions } from "./types";
import { UnpricedForm } from "./unpriced-form";
import { useCall } from "./use-call";

type ModelMenuProps = { model: ModelPrices; actions: PriceActions; timeZone: string };

/** What can be done about a model's price. */
export function ModelMenu({ model, actions, timeZone }: ModelMenuProps) {
  const [shown, setShown] = useState<"set" | "history" | "unpriced" | null>(null);
  const close = useCallback(() => setShown(null), []);
  const { call, isPending } = useCall();
  const named = { provider: model.provider, model: model.model };
  const isSet = model.current?.source === "admin";
  return (
    <>
      <OptionsMenu name={model.id} disabled={isPending}>
        <DropdownMenuItem onSelect={() => setShown("set")}>Set price</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setShown("history")}>History</DropdownMenuItem>
        {isSet && model.isInCatalogue && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => call(() => actions.restore(named))}>
              Use the catalogue’s price again
            </DropdownMenuItem>
          </>
        )}
        {!model.current && (
          <>
            <DropdownMenuSeparator />
            {model.mayRunUnpriced ? (
              <DropdownMenuItem onSelect={() => call(() => actions.forbidUnpriced(named))}>
                Stop it from running unpriced
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem onSelect={() => setShown("unpriced")}>Allow unpriced</DropdownMenuItem>
            )}
          </>
        )}
      </OptionsMenu>
      <Dialog
        open={shown === "set"}
        onOpenChange={close}
        title={`Price of ${model.model}`}
        description="In US dollars per 1M tokens. What was answered before keeps the price it had."
        className="max-w-lg"
      >
        <PriceForm model={model} action={actions.set} timeZone={timeZone} onSaved={close} />
      </Dialog>
      <Dialog
        open={shown === "history"}
        onOpenChange={close}
        title={`Prices of ${model.model}`}
        description={`In US dollars per 1M tokens; times in ${timeZone}.`}
        focusTitle
        className="max-w-lg"
      >
        <PriceHistory model={model} cancel={actions.cancel} timeZone={timeZone} />
      </Dialog>
      <Dialog
        open={shown === "unpriced"}
        onOpenChange={close}
        title={`Let ${model.model} run unpriced?`}
        description="Nobody knows what its answers cost: they are counted in tokens and shown as “unpriced”, and no budget in dollars stops them."
      >
        <UnpricedForm allow={() => actions.allowUnpriced(named)} onAllowed={close} />
      </Dialog>
    </>
  );
}
