import { NothingHere } from "@/components/people/nothing-here";

export default function AdminNotFound() {
  return (
    <NothingHere>
      Nothing is under this address, or it is for admins: ask one, should you need something of it.
    </NothingHere>
  );
}
