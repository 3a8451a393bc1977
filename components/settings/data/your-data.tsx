import { exportAddress } from "@/components/threads/export-address";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ImportFile } from "./import-file";

type YourDataProps = { /** The largest file that is taken. */ bytesMax: number };

/** A member's threads as files: all of them out, and others in. */
export function YourData({ bytesMax }: YourDataProps) {
  return (
    <Card id="data">
      <CardHeader
        title="Your data"
        description="All your threads as one file, archived ones and branches too. The file can be imported again, here or elsewhere."
      />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <a href={exportAddress("json", "all")} download>
            Export everything
          </a>
        </Button>
        <Button asChild variant="ghost" size="sm">
          <a href={exportAddress("markdown", "all")} download>
            Export as Markdown
          </a>
        </Button>
      </div>
      <ImportFile bytesMax={bytesMax} />
    </Card>
  );
}
