export const EXPORT_FORMS = ["pdf", "csv", "text", "sealed", "page"] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

export const FORM_WORDS: { readonly [F in ExportForm]: string } = {
  pdf: "a PDF",
  csv: "a CSV table",
  text: "text",
  sealed: "a signed copy",
  page: "a page to read here",
};
