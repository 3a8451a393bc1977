"use client";

import { Dialog } from "@/components/ui/dialog";
import { GROUPS, keysOf, SHORTCUTS, type Shortcut } from "./table";

const ALL: Shortcut[] = Object.values(SHORTCUTS);

/** Every shortcut there is, by where it works. */
export function ShortcutSheet({ isApple, onClose }: { isApple: boolean; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts" focusTitle>
      <div className="space-y-5">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className="font-medium text-muted text-sm">{group}</h3>
            <dl className="mt-1.5 divide-y divide-line">
              {ALL.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                <div key={shortcut.does} className="flex items-center justify-between gap-4 py-1.5">
                  <dt>{shortcut.does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keysOf(shortcut, isApple).map((key) => (
                      <kbd
                        key={key}
                        className="min-w-6 rounded-md border border-line bg-panel px-1.5 py-0.5 text-center font-sans text-sm"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
