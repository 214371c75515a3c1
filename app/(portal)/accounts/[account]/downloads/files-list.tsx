import { useFormatter, useTranslations } from "next-intl";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { FileRow, FilesPage } from "@/lib/downloads/list-files";
import { fileNameOf } from "@/lib/downloads/storage-path";
import { hrefOf } from "@/lib/page-address";

type Props = {
  page: FilesPage;
  /** The canonical number of the purchasing account. */
  account: string;
  /** Where the keys are, for those whom their roles show them. */
  keysHref: string | null;
  /** The list without filters, while there are some. */
  showAll: string | null;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
};

export function FilesList({ page, account, keysHref, showAll, href }: Props) {
  const t = useTranslations("downloads");
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      columns={useColumns(account, keysHref)}
      empty={<NoFiles showAll={showAll} />}
      foot={
        (page.previous ?? page.next) && (
          <Pager
            previous={page.previous && href("before", page.previous)}
            next={page.next && href("after", page.next)}
          />
        )
      }
    />
  );
}

function useColumns(account: string, keysHref: string | null): LedgerColumn<FileRow>[] {
  const t = useTranslations("downloads");
  return [
    {
      key: "product",
      width: "lg:w-[27%]",
      head: t("product"),
      cell: (row) => <Product row={row} keysHref={keysHref} />,
    },
    {
      key: "file",
      width: "lg:w-[40%]",
      head: t("file"),
      bare: true,
      cell: ({ file, hasDownload }) =>
        file ? <File file={file} /> : t(hasDownload ? "noFileYet" : "notAvailable"),
    },
    {
      key: "for",
      width: "lg:w-[18%]",
      head: t("for"),
      bare: true,
      cell: ({ file }) =>
        file && (
          <>
            {file.language}
            <div className="sub">{file.platform}</div>
          </>
        ),
    },
    {
      key: "actions",
      width: "lg:w-[15%]",
      head: t("actions"),
      bare: true,
      end: true,
      cell: ({ id, product, file }) =>
        file && (
          <PlainForm answer="file" className="" action={`/api/accounts/${account}/downloads`}>
            <input type="hidden" name="file" value={id} />
            <SubmitButton
              variant="default"
              caps
              aria-label={t("downloadOf", { product, ...wordsOf(file) })}
            >
              {t("download")}
            </SubmitButton>
          </PlainForm>
        ),
    },
  ];
}

type FileFacts = NonNullable<FileRow["file"]>;

const wordsOf = ({ language, platform }: FileFacts) => ({ language, platform });

/** The product, and whether it is activated with a key. */
function Product({ row, keysHref }: { row: FileRow; keysHref: string | null }) {
  const t = useTranslations("downloads");
  const { product, code, family, needsKey } = row;
  return (
    <>
      <b className="font-medium">{product}</b>
      <div className="sub">
        <span className="mono">{code}</span> · {family}
      </div>
      <div className="sub">
        {!needsKey && t("noKeyNeeded")}
        {needsKey && keysHref === null && t("keyNeeded")}
        {needsKey && keysHref !== null && (
          <AppLink
            className="link"
            href={hrefOf(keysHref, { search: code })}
            aria-label={t("keyOf", { product })}
          >
            {t("keyLink")}
          </AppLink>
        )}
      </div>
    </>
  );
}

function File({ file }: { file: FileFacts }) {
  const t = useTranslations("downloads");
  const format = useFormatter();
  const { version, kind, path, size, sha256 } = file;
  const megabytes = format.number(size / 1_000_000, { maximumFractionDigits: 1 });
  return (
    <>
      <span className="break-all">{fileNameOf(path)}</span>
      <div className="sub">{t("facts", { version, kind, megabytes, bytes: size })}</div>
      <div className="sub">
        {t("checksum")} <span className="mono break-all select-all">{sha256}</span>
      </div>
    </>
  );
}

/** Why there are no rows, and what to do next. */
function NoFiles({ showAll }: { showAll: string | null }) {
  const t = useTranslations("downloads");
  if (showAll === null) return <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>;
  return (
    <EmptyState
      title={t("noneFoundTitle")}
      action={<ButtonLink href={showAll}>{t("showAll")}</ButtonLink>}
    >
      {t("noneFoundText")}
    </EmptyState>
  );
}
