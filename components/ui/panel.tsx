import { type ReactNode, useId } from "react";

type PanelProps = {
  title?: ReactNode;
  /** Stands at the end of the title's line: a link or a quiet button. */
  aside?: ReactNode;
  /** Without padding, for lists, ledgers and facts that bring their own. */
  flush?: boolean | undefined;
  children: ReactNode;
};

/** A bordered part of a screen with a title. Never put one into another. */
export function Panel({ title, aside, flush, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="panel-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {flush ? children : <div className="p-4">{children}</div>}
    </section>
  );
}
