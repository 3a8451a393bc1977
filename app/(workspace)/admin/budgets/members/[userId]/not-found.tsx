import { NothingHere } from "@/components/people/nothing-here";

export default function NoSuchMember() {
  return <NothingHere barred>There is no such member, or their limits are for admins alone.</NothingHere>;
}
