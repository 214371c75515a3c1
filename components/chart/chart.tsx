"use client";

import { type ComponentType, useEffect, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { BarsProps } from "./bars";

/**
 * A picture of figures that stand beside it in a table and a sentence. Its code is fetched once the page
 * is usable; its place is kept from the beginning.
 */
export function Chart(props: BarsProps) {
  const [Bars, setBars] = useState<ComponentType<BarsProps> | null>(null);
  useEffect(() => {
    let left = false;
    const load = async () => {
      // Without it the table says the same.
      const loaded = await import("./bars").catch(() => null);
      if (loaded && !left) setBars(() => loaded.Bars);
    };
    const begin = () => setTimeout(() => void load());
    if (document.readyState === "complete") begin();
    else window.addEventListener("load", begin, { once: true });
    return () => {
      left = true;
      window.removeEventListener("load", begin);
    };
  }, []);
  const { points, lying } = props;
  const rows = points.length > 6 ? "chart-tall" : "chart-low";
  return (
    <div className={classNames("chart", lying && rows)} dir="ltr" aria-hidden="true">
      {Bars && <Bars {...props} />}
    </div>
  );
}
