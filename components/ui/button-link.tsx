import type { ReactNode } from "react";
import { AppLink } from "./app-link";
import { type ButtonLook, buttonClass } from "./button-class";
import { classNames } from "./class-names";

type ButtonLinkProps = ButtonLook & {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  "aria-label"?: string | undefined;
};

/** A link that looks like a button, for going to a screen where something is done. */
export function ButtonLink({ variant, caps, big, className, ...rest }: ButtonLinkProps) {
  const look = buttonClass({ variant, caps, big });
  return <AppLink className={classNames(look, className)} {...rest} />;
}
