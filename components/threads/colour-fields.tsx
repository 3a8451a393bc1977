import { cn } from "@/components/ui/cn";
import type { CategoryColour } from "@/lib/assistants/types";
import { CATEGORY_COLOURS, COLOUR_STYLES } from "./category-colours";

type ColourFieldsProps = { colour: CategoryColour; onChoose: (colour: CategoryColour) => void };

/** One of a category's colours. */
export function ColourFields({ colour, onChoose }: ColourFieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Colour</legend>
      <div className="flex gap-1.5">
        {CATEGORY_COLOURS.map((each) => (
          <ColourChoice key={each} colour={each} checked={each === colour} onCheck={onChoose} />
        ))}
      </div>
    </fieldset>
  );
}

type ColourChoiceProps = {
  colour: CategoryColour;
  checked: boolean;
  onCheck: (colour: CategoryColour) => void;
};

function ColourChoice({ colour, checked, onCheck }: ColourChoiceProps) {
  return (
    <label
      title={colour}
      className="relative inline-flex size-9 items-center justify-center rounded-full border-2 border-transparent has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:border-ink"
    >
      <input
        type="radio"
        name="colour"
        value={colour}
        checked={checked}
        onChange={() => onCheck(colour)}
        aria-label={`${colour[0]?.toUpperCase()}${colour.slice(1)}`}
        className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
      />
      <span aria-hidden className={cn("size-5.5 rounded-full", COLOUR_STYLES[colour])} />
    </label>
  );
}
