import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { RoleLine } from "@/components/guide/role-line";
import { type Permission, rolesThatMay } from "@/lib/policy/permissions";
import { AREA_KEYS, AREAS } from "../area-guides";

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
  return (
    <Guide
      title={words(`guides.${key}.title`)}
      lead={words.rich(`${key}.lead`, richTags)}
      print={words("print")}
    >
      {Object.entries(AREAS[key].parts).map(([part, { permission, steps }]) => (
        <Part key={part} path={`${key}.${part}`} permission={permission} steps={steps} />
      ))}
    </Guide>
  );
}

type PartProps = { path: string; permission: Permission; steps: readonly string[] };

async function Part({ path, permission, steps }: PartProps) {
  const words = await getTranslations("support");
  const roleName = await getTranslations("roles");
  // The words are a table like AREAS: tests/guides.test.ts holds the two together.
  const say = (key: string) => words.rich(key as Parameters<typeof words.rich>[0], richTags);
  return (
    <>
      <h2>{say(`${path}.title`)}</h2>
      <RoleLine
        label={words("needs")}
        roles={rolesThatMay(permission).map((role) => roleName(`${role}.name`))}
      />
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{say(`${path}.${step}`)}</li>
        ))}
      </ol>
    </>
  );
}
