import type { ReactNode } from "react";
import { classNames } from "./class-names";

type NoteProps = {
  tone?: "ok" | "info" | "warn" | "bad" | undefined;
  /** A word such as IMPORTANT or NOTE; the tone is never told by colour alone. */
  title?: string | undefined;
  children: ReactNode;
};

/** A remark that must not be overlooked. */
export function Note({ tone = "info", title, children }: NoteProps) {
  return (
    <div className={classNames("note", `note-${tone}`)}>
      {title && <p className="note-title">{title}</p>}
      {children}
    </div>
  );
}
