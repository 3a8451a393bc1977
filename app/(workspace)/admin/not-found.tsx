import { NothingHere } from "@/components/people/nothing-here";

export default function AdminNotFound() {
  return (
    <NothingHere>
      The pages under this address are for admins. Ask one, should you need something of them.
    </NothingHere>
  );
}
