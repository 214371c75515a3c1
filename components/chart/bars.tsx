"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { numberFormat } from "@/lib/formatters";

export interface BarsProps {
  readonly points: readonly ChartPoint[];
  /** Bars lie, with their names before them. */
  readonly lying?: boolean | undefined;
  /** Where the axis ends; without it at the largest value. */
  readonly most?: number | undefined;
  /** After each number of the axis. */
  readonly unit?: string | undefined;
}

export interface ChartPoint {
  readonly label: string;
  readonly value: number;
  /** The value in words, for the pointer. */
  readonly text: string;
}

const TEXT = { fill: "var(--muted)", fontSize: 12 };
const compact = numberFormat("en", { notation: "compact" });

/** Bars in the colours of the theme. No motion, and nothing to focus: the table is for reading. */
export function Bars({ points, lying = false, most, unit = "" }: BarsProps) {
  const values = {
    type: "number" as const,
    domain: [0, most ?? "auto"] as const,
    allowDecimals: false,
    tickFormatter: (value: number) => compact.format(value) + unit,
  };
  const names = {
    type: "category" as const,
    dataKey: "label",
    interval: lying ? 0 : ("preserveStartEnd" as const),
  };
  const look = { tick: TEXT, tickLine: false, axisLine: { stroke: "var(--line-strong)" } };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...points]}
        layout={lying ? "vertical" : "horizontal"}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={lying} horizontal={!lying} />
        <XAxis {...look} {...(lying ? values : names)} minTickGap={16} />
        <YAxis {...look} {...(lying ? names : values)} width={lying ? 150 : 48} />
        <Tooltip content={<Told />} cursor={{ fill: "var(--sunken)" }} isAnimationActive={false} />
        <Bar dataKey="value" fill="var(--accent)" maxBarSize={28} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

type ToldProps = { payload?: readonly { payload?: ChartPoint }[] };

/** What the bar under the pointer stands for. */
function Told({ payload = [] }: ToldProps) {
  const point = payload[0]?.payload;
  if (!point) return null;
  return (
    <div className="chart-told">
      <b>{point.label}</b>
      <div className="num">{point.text}</div>
    </div>
  );
}
