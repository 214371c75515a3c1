import { classNames } from "./class-names";

export type ButtonLook = {
  variant?: "primary" | "default" | "danger" | "quiet" | undefined;
  /** For labels that the screens write in capitals. */
  caps?: boolean | undefined;
  /** The one button of a narrow form, as wide as the form. */
  big?: boolean | undefined;
};

/** The class names of a button's look. */
export function buttonClass({ variant = "default", caps, big }: ButtonLook): string {
  return classNames(
    "btn",
    variant !== "default" && `btn-${variant}`,
    caps && "btn-caps",
    big && "btn-big",
  );
}
