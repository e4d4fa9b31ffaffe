/** What is asked of Microsoft to put a recording into the school's folder, in order. */
export const FILING_REQUESTS = [
  "graph.site.get",
  "graph.site.drive",
  "graph.drive.folder",
  "graph.recordings.list",
  "graph.recordings.content",
  "graph.drive.createUploadSession",
  "graph.upload.put",
  "graph.drive.item",
] as const;
