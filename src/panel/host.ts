import { app, authentication } from "@microsoft/teams-js";

/** What of the Teams context is used, for finding the page's subject only: the server decides the rest. */
export type HostContext = {
  /** Thread id of the meeting's chat. */
  readonly chat: string | undefined;
  /** Part of a deep link into this page: an opaque reference. */
  readonly subPage: string | undefined;
};

/** Teams waits 60 s for a token; a person does not. One who is asked something takes longer. */
const TOKEN_PATIENCE_MS = 15_000;
const PERSON_PATIENCE_MS = 5 * 60_000;

/**
 * Says hello to Teams, follows its theme and reads the context.
 *
 * @throws where the page is in no frame, or its frame has not answered for a minute
 */
export const meetHost = async (): Promise<HostContext> => {
  await app.initialize();
  app.registerOnThemeChangeHandler(applyTheme);
  const context = await app.getContext();
  applyTheme(context.app.theme);
  app.notifyAppLoaded();
  return { chat: context.chat?.id, subPage: context.page.subPageId };
};

/**
 * A Teams single sign-on token. @param silent without a window of Teams' own; one that asks for agreement or for a
 * second factor comes only by a person's press
 * @throws what Teams said
 */
export const askToken = (silent: boolean): Promise<string> =>
  within(silent ? TOKEN_PATIENCE_MS : PERSON_PATIENCE_MS, authentication.getAuthToken({ silent }));

/** Tells Teams that the page is there, so that its own loading screen goes. */
export const tellHostReady = (): void => {
  // Newer hosts answer and older ones never do; nothing waits for it.
  void app.notifySuccess();
};

/** `glass` and themes yet unknown are dark ones. */
const applyTheme = (theme: string): void => {
  const known = theme === "default" || theme === "contrast" ? theme : "dark";
  document.documentElement.dataset["theme"] = known;
};

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The host did not answer.")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
