import { app, authentication } from "@microsoft/teams-js";

/** The parts of Teams' context that we use, only to find the page's subject: the server decides everything else. */
export type HostContext = {
  /** Thread id of the meeting's chat. */
  readonly chat: string | undefined;
  /** Part of a deep link into this page: an opaque reference. */
  readonly subPage: string | undefined;
};

/** Teams waits 60 s for a token; a person does not. If Teams asks them something it may take longer. */
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
 * A Teams single sign-on token. @param silent without a window of Teams' own; a window that asks for consent or a
 * second factor opens only after a press
 * @throws what Teams said
 */
export const askToken = (silent: boolean): Promise<string> =>
  within(silent ? TOKEN_PATIENCE_MS : PERSON_PATIENCE_MS, authentication.getAuthToken({ silent }));

/** Tells Teams that the page is there, so that Teams closes its own loading screen. */
export const tellHostReady = (): void => {
  // Newer hosts answer and older ones never do; nothing waits for it.
  void app.notifySuccess();
};

/** `glass` and unknown themes count as dark. */
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
