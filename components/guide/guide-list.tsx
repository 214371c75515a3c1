import { AppLink } from "@/components/ui/app-link";

type ListedGuide = { href: string; title: string; about: string };

/** The guides of a section, each with a sentence on what it is for. */
export function GuideList({ guides }: { guides: ListedGuide[] }) {
  return (
    <ul className="mt-6 border-t border-line">
      {guides.map(({ href, title, about }) => (
        <li key={href} className="border-b border-line py-4">
          <h2 className="!m-0 !text-base">
            <AppLink className="link" href={href}>
              {title}
            </AppLink>
          </h2>
          <p className="mt-0.5 text-muted">{about}</p>
        </li>
      ))}
    </ul>
  );
}
