import { useTranslations } from "next-intl";
import type { ChartPoint } from "@/components/chart/bars";
import { Chart } from "@/components/chart/chart";

/** More bars than these can't be told apart when they lie. */
const LYING_AT_MOST = 12;

type Props = {
  title: string;
  points: readonly ChartPoint[];
  lying?: boolean;
  most?: number;
  unit?: string;
};

/** A chart with its title; without JavaScript, sentence and table stand alone. */
export function ReportChart({ title, points, lying, most, unit }: Props) {
  const t = useTranslations("reports");
  const shown = lying ? points.slice(0, LYING_AT_MOST) : points;
  return (
    <figure className="panel js-only p-4">
      <figcaption className="font-semibold">
        {title}
        {shown.length < points.length && (
          <div className="sub font-normal">{t("charts.first", { max: shown.length })}</div>
        )}
      </figcaption>
      <Chart points={shown} lying={lying} most={most} unit={unit} />
    </figure>
  );
}
