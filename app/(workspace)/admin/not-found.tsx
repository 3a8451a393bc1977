import { NothingHere } from "@/components/people/nothing-here";

export default function AdminNotFound() {
  return (
    <NothingHere barred>
      It leads nowhere, or to a page for admins. Ask one of them if you need it.
    </NothingHere>
  );
}
