import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";

const linkStyles = "rounded-md px-1 text-[13px] text-muted hover:text-ink hover:underline";

type MemberFootProps = {
  name: string;
  isAdmin: boolean;
  /** An admin has answered a request for budget, and the member has not put that away. */
  hasAnswer: boolean;
};

/** Who is signed in, and the way to the pages about money. */
export function MemberFoot({ name, isAdmin, hasAnswer }: MemberFootProps) {
  return (
    <div className="mt-3 flex items-center gap-1.5">
      <Link
        href="/settings"
        className="-ml-1 flex min-w-0 flex-1 items-center gap-2.5 rounded-control p-1 hover:bg-hover"
      >
        <Avatar name={name} />
        <span className="truncate text-[14px]">{name}</span>
      </Link>
      <Link href="/usage" className={linkStyles}>
        Usage
        {hasAnswer && (
          <>
            <span aria-hidden className="ml-1 inline-block size-1.5 rounded-full bg-accent align-middle" />
            <span className="sr-only">, your request for budget is answered</span>
          </>
        )}
      </Link>
      {isAdmin && (
        <Link href="/admin/costs" className={linkStyles}>
          Admin
        </Link>
      )}
    </div>
  );
}
