"use client";

import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { Dialog } from "@/components/ui/dialog";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { useSubmit } from "@/components/ui/use-submit";
import type { ProviderActions, ProviderCard } from "./types";
import { DIALECT_WORDS } from "./words";

type ProviderDialogProps = {
  /** Whose key is replaced; null for a new provider. */
  provider: ProviderCard | null;
  actions: Pick<ProviderActions, "add" | "replace">;
  onClose: () => void;
};

export function ProviderDialog({ provider, actions, onClose }: ProviderDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={provider ? `Replace key of ${provider.name}` : "Add provider"}
      description={
        provider ? "Answers under way end with the old key. Another address is another provider." : undefined
      }
    >
      <ProviderForm provider={provider} actions={actions} onClose={onClose} />
    </Dialog>
  );
}

function ProviderForm({ provider, actions, onClose }: ProviderDialogProps) {
  const { form, pending, errorOf, message } = useSubmit(provider ? actions.replace : actions.add, onClose);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {provider && <input type="hidden" name="providerId" value={provider.providerId} />}
      {!provider && <Place errorOf={errorOf} />}
      <TextField
        name="apiKey"
        type="password"
        label={provider ? "New key" : "Key"}
        hint="It is kept encrypted and never shown again."
        error={errorOf("apiKey")}
        autoComplete="off"
        spellCheck={false}
      />
      <FormEnd pending={pending} label={provider ? "Replace key" : "Add"} />
    </form>
  );
}

function Place({ errorOf }: { errorOf: (name: string) => string | undefined }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="Under a name of the price book, such as openai, anthropic or mistral, calls are priced with that provider’s prices, whoever runs the address. Models are called openai/gpt-4o-mini."
        error={errorOf("name")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name="baseUrl"
        label="Address"
        hint="Begins with https://, such as https://api.openai.com/v1, or http:// for a host in PROVIDER_HOSTS. It cannot be changed later."
        error={errorOf("baseUrl")}
        autoComplete="off"
        inputMode="url"
      />
      <ChoiceField
        name="dialect"
        label="API"
        choices={DIALECT_WORDS}
        initial="detect"
        error={errorOf("dialect")}
      />
    </>
  );
}
