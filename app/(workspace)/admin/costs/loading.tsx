import { ReportSkeleton } from "@/components/usage/report-skeleton";

export default function CostsLoading() {
  return <ReportSkeleton title="Organisation costs" />;
}
