import type { ReactNode } from "react";
import { classNames } from "./class-names";

type SheetProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** For guides: lines of reading length instead of a form's width. */
  wide?: boolean | undefined;
  children?: ReactNode;
};

/** The one column of a signed-out page. */
export function Sheet({ title, lead, wide, children }: SheetProps) {
  return (
    <div className={classNames("sheet", wide && "sheet-wide")}>
      <h1>{title}</h1>
      {lead && <p className="until-sent text-muted">{lead}</p>}
      {children}
    </div>
  );
}
