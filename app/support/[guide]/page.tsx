import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { AREA_KEYS, AREAS, type Part } from "../area-guides";
import { GuideNeeds } from "../guide-needs";
import { screenTags } from "../screen-tags";

type Props = { params: Promise<{ guide: string }> };

async function openArea({ params }: Props) {
  const { guide } = await params;
  const key = AREA_KEYS.find((one) => AREAS[one].path === guide);
  return key ?? notFound();
}

export async function generateMetadata(props: Props) {
  const key = await openArea(props);
  return { title: (await getTranslations("support.guides"))(`${key}.title`) };
}

/** The guide to one area of the portal (H5): what it is for, and the steps of each part. */
export default async function AreaGuide(props: Props) {
  const key = await openArea(props);
  const words = await getTranslations("support");
  const tags = { ...richTags, ...(await screenTags()) };
  // The words are a table like AREAS: tests/guides.test.ts holds the two together.
  const say = (...path: string[]) =>
    words.rich([key, ...path].join(".") as Parameters<typeof words.rich>[0], tags);
  return (
    <Guide title={words(`guides.${key}.title`)} lead={say("lead")} print={words("print")}>
      {Object.entries<Part>(AREAS[key].parts).map(([part, { permission, steps }]) => (
        <Fragment key={part}>
          <h2>{say(part, "title")}</h2>
          <GuideNeeds permission={permission} />
          <ol className="steps">
            {steps.map((step) => (
              <li key={step}>{say(part, step)}</li>
            ))}
          </ol>
        </Fragment>
      ))}
    </Guide>
  );
}
