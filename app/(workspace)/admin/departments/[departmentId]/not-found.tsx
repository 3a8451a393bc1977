import { NothingHere } from "@/components/people/nothing-here";

export default function NoSuchDepartment() {
  return <NothingHere barred>There is no such department, or its costs are for admins alone.</NothingHere>;
}
