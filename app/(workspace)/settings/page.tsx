import type { Metadata } from "next";
import { NameForm } from "@/components/people/name-form";
import { PasswordForm } from "@/components/people/password-form";
import { ROLE_LABELS } from "@/components/people/roles";
import { SignOutButtons } from "@/components/people/sign-out-buttons";
import { SuggestionChoice } from "@/components/people/suggestion-choice";
import { ThemeChoice } from "@/components/people/theme-choice";
import { YourData } from "@/components/settings/data/your-data";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { IMPORT_BYTES_MAX } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { getPreferences } from "@/lib/org";
import { rename, replacePassword, savePreferences, signOut, signOutOfAll } from "./actions";
import { AlertsCard } from "./alerts-card";
import { KeysCard } from "./keys-card";
import { LimitsCard } from "./limits-card";
import { OldThreadsCard } from "./old-threads-card";
import { PromptsCard } from "./prompts-card";
import { SharesCard } from "./shares-card";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await requireCtx();
  const { profile } = ctx;
  const preferences = await getPreferences(ctx);
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto w-full max-w-2xl space-y-5 p-4 md:p-6">
        <Card>
          <CardHeader
            title="You"
            description={profile.email}
            actions={<Badge>{ROLE_LABELS[profile.role]}</Badge>}
          />
          <NameForm action={rename} name={profile.name} />
        </Card>
        <LimitsCard />
        <AlertsCard />
        <KeysCard />
        <PromptsCard />
        <OldThreadsCard />
        <SharesCard />
        <YourData bytesMax={IMPORT_BYTES_MAX} />
        <Card>
          <CardHeader title="Suggestions" />
          <SuggestionChoice {...preferences} save={savePreferences} />
        </Card>
        <Card>
          <CardHeader title="Appearance" />
          <ThemeChoice />
        </Card>
        <Card>
          <CardHeader title="Password" description="Changing it signs you out on every other device." />
          <PasswordForm action={replacePassword} email={profile.email} />
        </Card>
        <Card>
          <CardHeader
            title="Signed in"
            description="Lost a device, or used somebody else's? Sign out everywhere ends every session at once."
          />
          <SignOutButtons signOut={signOut} signOutOfAll={signOutOfAll} />
        </Card>
      </div>
    </>
  );
}
