/** The host, any of Zoom's own regions, and the number of one meeting. */
const HOST = /^(?:[a-z0-9-]+\.)*zoom\.us$/;
const PATH = /^\/j\/\d{9,12}$/;

/**
 * The address by which people join one meeting in Zoom, without what follows a `#`. Any other address is refused: one of
 * another site; one that opens a meeting as its host (`/s/…`, or with a `zak`), which would give a family the host's
 * rights; a personal room (`/my/…`), which is open at any time.
 * @returns undefined where it is none
 */
export const zoomAddress = (text: string): string | undefined => {
  const url = URL.parse(text.trim());
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "")
    return undefined;
  if (url.port !== "" || !HOST.test(url.hostname) || !PATH.test(url.pathname)) return undefined;
  if (url.searchParams.has("zak")) return undefined;
  url.hash = "";
  return url.href;
};
