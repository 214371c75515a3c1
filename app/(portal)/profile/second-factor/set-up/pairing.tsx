import { useTranslations } from "next-intl";

type Props = { picture: string; secret: string };

/** The three steps with an authenticator app: the picture, or the same secret to type. */
export function Pairing({ picture, secret }: Props) {
  const t = useTranslations("secondFactor");
  return (
    <ol className="steps">
      <li>{t("stepApp")}</li>
      <li>
        {t("stepScan")}
        {/* eslint-disable-next-line @next/next/no-img-element -- made for this answer: nothing to optimize */}
        <img className="mt-2 rounded" src={picture} alt={t("picture")} width={200} height={200} />
        <p className="mt-2">
          {t("stepType")} <span className="mono">{secret}</span>
        </p>
      </li>
      <li>{t("stepCode")}</li>
    </ol>
  );
}
