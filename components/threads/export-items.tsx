import { DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { EXPORT_FORMATS, EXPORTED_AT_ONCE_MAX, exportAddress } from "./export-address";

/** The files in which threads can be saved. Each is a link, which the browser saves without leaving the page. */
export function ExportItems({ threads }: { threads: readonly { id: string }[] }) {
  if (threads.length > EXPORTED_AT_ONCE_MAX) {
    return <DropdownMenuLabel>{`Choose at most ${EXPORTED_AT_ONCE_MAX} threads`}</DropdownMenuLabel>;
  }
  return EXPORT_FORMATS.map(({ format, name }) => (
    <DropdownMenuItem key={format} asChild>
      <a href={exportAddress(format, threads)} download>
        {name}
      </a>
    </DropdownMenuItem>
  ));
}
