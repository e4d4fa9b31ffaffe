/** One of Lesson Guard's pages as Teams shows it: the panel of a meeting, the record, the settings. */
export type Place = {
  readonly page: "panel" | "record" | "settings";
  /** For the panel: the meeting's chat. */
  readonly chat?: string;
  /** For the record: an opaque reference. */
  readonly subPage?: string;
};

/**
 * Reads a deep link into the app (`https://teams.microsoft.com/l/entity/<app>/<page>?context={…}`).
 * Nothing for a link that leads elsewhere.
 */
export const readDeepLink = (link: string): Place | undefined => {
  const url = URL.parse(link);
  const page = /^\/l\/entity\/[^/]+\/(panel|record|settings)$/.exec(url?.pathname ?? "")?.[1];
  if (url?.hostname !== "teams.microsoft.com" || page === undefined) return undefined;
  const context = readContext(url.searchParams.get("context"));
  return {
    page: page as Place["page"],
    ...(context.chatId === undefined ? {} : { chat: context.chatId }),
    ...(context.subEntityId === undefined ? {} : { subPage: context.subEntityId }),
  };
};

/** The address of the page inside practice; the reference stays behind `#`, where no log sees it. */
export const addressOf = ({ page, subPage }: Place): string =>
  subPage === undefined ? `/${page}` : `/${page}#${encodeURIComponent(subPage)}`;

type Context = { readonly chatId?: string; readonly subEntityId?: string };

const readContext = (text: string | null): Context => {
  if (text === null) return {};
  try {
    const { chatId, subEntityId } = Object(JSON.parse(text)) as Record<string, unknown>;
    return {
      ...(typeof chatId === "string" ? { chatId } : {}),
      ...(typeof subEntityId === "string" ? { subEntityId } : {}),
    };
  } catch {
    // A context that cannot be read is no context; the page still opens.
    return {};
  }
};
