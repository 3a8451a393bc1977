import { NothingHere } from "@/components/people/nothing-here";

export default function AuthNotFound() {
  return <NothingHere />;
}
