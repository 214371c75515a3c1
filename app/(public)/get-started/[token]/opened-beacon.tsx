"use client";

import { useEffect } from "react";

/** Tells the server once that somebody has begun to fill in the page (decision 10). */
export function OpenedBeacon({ token }: { token: string }) {
  useEffect(() => {
    const tell = () => {
      const body = JSON.stringify({ token });
      fetch("/api/opened", { method: "POST", body, keepalive: true }).catch(() => undefined);
    };
    document.addEventListener("input", tell, { once: true });
    return () => document.removeEventListener("input", tell);
  }, [token]);
  return null;
}
