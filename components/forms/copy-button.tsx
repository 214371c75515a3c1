"use client";

import { useState } from "react";

type CopyButtonProps = { text: string; label: string; copied: string };

/** Copies what stands beside it, which can be selected in any case: without JavaScript there is no button. */
export function CopyButton({ text, label, copied }: CopyButtonProps) {
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      className="btn js-only mt-3"
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setDone(true),
          // The browser was told not to: the text is still there to be selected.
          () => setDone(false),
        )
      }
    >
      <span aria-live="polite">{done ? copied : label}</span>
    </button>
  );
}
