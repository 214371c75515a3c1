import { useTranslations } from "next-intl";

/** The first stop of the Tab key: past the frame, to the page itself. */
export function SkipLink() {
  const t = useTranslations("frame");
  return (
    <a className="skip" href="#main">
      {t("skip")}
    </a>
  );
}
