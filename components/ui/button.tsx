import type { ButtonHTMLAttributes } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { classNames } from "./class-names";

type ButtonProps = ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>;

/** A plain button; in a form use SubmitButton, which shows that it is working. */
export function Button({ variant, caps, big, className, type = "button", ...rest }: ButtonProps) {
  const look = buttonClass({ variant, caps, big });
  return <button type={type} className={classNames(look, className)} {...rest} />;
}
