import Form from "next/form";
import { buttonStyles } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Input } from "@/components/ui/input";

type DaysFormProps = {
  from: string;
  to: string;
  today: string;
  keep: Record<string, string | readonly string[]>;
};

/** Any first and last day. */
export function DaysForm({ from, to, today, keep }: DaysFormProps) {
  return (
    <Form
      key={`${from} ${to}`}
      action="/admin/costs"
      scroll={false}
      aria-label="Days"
      className="flex flex-wrap items-center gap-2"
    >
      <HiddenFields values={{ ...keep, range: "custom" }} />
      <Input
        type="date"
        name="from"
        aria-label="First day"
        defaultValue={from}
        max={today}
        required
        className="h-[33px] w-auto px-2 text-sm"
      />
      <span aria-hidden className="text-muted">
        –
      </span>
      <Input
        type="date"
        name="to"
        aria-label="Last day"
        defaultValue={to}
        max={today}
        required
        className="h-[33px] w-auto px-2 text-sm"
      />
      <button type="submit" className={buttonStyles({ variant: "outline", size: "sm" })}>
        Show days
      </button>
    </Form>
  );
}
