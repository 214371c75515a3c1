"use client";

/** Opens the browser's print dialog; without JavaScript the browser's own menu does. */
export function PrintButton({ children }: { children: string }) {
  return (
    <button type="button" className="btn js-only no-print" onClick={() => window.print()}>
      {children}
    </button>
  );
}
