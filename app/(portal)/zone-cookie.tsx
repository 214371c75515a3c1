"use client";

import { useEffect } from "react";

/** Tells the server the browser's time zone, for the dates of signed-in pages (decision 24). */
export function ZoneCookie() {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; samesite=lax; max-age=31536000`;
  }, []);
  return null;
}
