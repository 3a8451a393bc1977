import { NothingHere } from "@/components/people/nothing-here";

export default function WorkspaceNotFound() {
  return <NothingHere barred />;
}
