"use client";

import { useEffect } from "react";
import { holdsEntries } from "@/components/forms/holds-entries";
import { rescue } from "@/components/forms/rescue";

/**
 * What a signed-in page tells and does in its browser: it tells the server the time zone, for the dates of
 * signed-in pages (decision 24), and drops what somebody else had typed here.
 */
export function AtThisBrowser() {
  useEffect(() => {
    if (holdsEntries()) void rescue().then((known) => known?.dropOthersEntries());
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; samesite=lax; max-age=31536000`;
  }, []);
  return null;
}
