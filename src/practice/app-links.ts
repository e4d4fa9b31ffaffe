/** One of the app's tabs, as the manifest declares it. */
export type AppTab = {
  readonly entityId: string;
  readonly name: string;
  /** The path of its page, such as `/panel`. */
  readonly path: string;
  readonly scopes: readonly string[];
  /** Where Teams shows it in a meeting. */
  readonly contexts: readonly string[];
};

/** The app as Teams knows it. */
export type AppInTeams = {
  /** Its id in the school's catalogue: a link with any other id opens nothing. */
  readonly id: string;
  readonly tabs: readonly AppTab[];
};

/** One of the app's pages as Teams shows it. */
export type Place = {
  readonly tab: AppTab;
  /** The meeting's chat, for a tab in a meeting. */
  readonly chat?: string;
  /** An opaque reference within the page. */
  readonly subPage?: string;
};

export const isPersonal = ({ scopes }: AppTab): boolean => scopes.includes("personal");

const ENTITY = /^\/l\/entity\/([^/]+)\/([^/]+)$/;

/**
 * Follows a deep link into the app (`https://teams.microsoft.com/l/entity/<app>/<tab>?context={…}`).
 * @returns undefined for a link to another place; a sentence if Teams would open nothing
 */
export const follow = (link: string, app: AppInTeams): Place | string | undefined => {
  const url = URL.parse(link);
  const [, appId, entityId] = ENTITY.exec(url?.pathname ?? "") ?? [];
  if (url?.hostname !== "teams.microsoft.com" || appId === undefined) return undefined;
  if (appId !== app.id) return "Teams has no app with the id in this link.";
  const tab = app.tabs.find((one) => one.entityId === entityId);
  if (tab === undefined) return "The app has no such tab.";
  const context = readContext(url.searchParams.get("context"));
  if (context.chatId === undefined && !isPersonal(tab)) return "This tab is only in meetings.";
  // A link opens a tab in the meeting's chat; only people in the meeting have the panel beside it.
  if (context.chatId !== undefined && !tab.contexts.includes("meetingChatTab"))
    return "The app has no such tab in a meeting's chat.";
  return {
    tab,
    ...(context.chatId === undefined ? {} : { chat: context.chatId }),
    ...(context.subEntityId === undefined ? {} : { subPage: context.subEntityId }),
  };
};

/** What is wrong with a link into the app; undefined if it opens, or leads to another place. */
export const troubleOf = (link: string, app: AppInTeams): string | undefined => {
  const followed = follow(link, app);
  return typeof followed === "string" ? followed : undefined;
};

/** The page's address inside practice; the reference comes after `#`, where no log sees it. */
export const addressOf = ({ tab, subPage }: Place): string =>
  subPage === undefined ? tab.path : `${tab.path}#${encodeURIComponent(subPage)}`;

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
    // A context that cannot be read is no context.
    return {};
  }
};
