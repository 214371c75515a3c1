"use client";

import { useEffect } from "react";
import { dropOthersEntries } from "@/components/forms/kept-entries";

/**
 * What a signed-in page tells and does in its browser: it tells the server the time zone, for the dates of
 * signed-in pages (decision 24), and drops what somebody else had typed here.
 */
export function AtThisBrowser() {
  useEffect(() => {
    dropOthersEntries();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; samesite=lax; max-age=31536000`;
  }, []);
  return null;
}
