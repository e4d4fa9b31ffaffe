import { type ComponentChild, render } from "preact";
import { Api } from "./api.ts";
import { NoticePage } from "./components/notice-page.tsx";
import { withoutUs } from "./components/start-notice.tsx";
import { pressWhatWasHeld } from "./held-press.ts";
import { askToken, type HostContext, meetHost } from "./host.ts";
import { holdSecondTaps } from "./second-tap.ts";
import { TokenCache } from "./token.ts";

/** Silence this long has to be explained, with what staff can do without Lesson Guard. */
const SILENT_MS = 5_000;

type Started = { readonly api: Api; readonly host: HostContext; readonly root: HTMLElement };

/**
 * Meets the host, then draws the page; says so if there is no host.
 *
 * @throws if the page's html lacks its root
 */
export const startPage = async (draw: (started: Started) => void): Promise<void> => {
  const root = document.getElementById("root");
  if (root === null) {
    throw new Error("The page has no root element.");
  }
  const slow = setTimeout(() => show(root, <TeamsSilent />), SILENT_MS);
  const host = await hostOrNone();
  clearTimeout(slow);
  if (host === undefined) {
    show(root, isFramed() ? <TeamsSilent /> : <NotInTeams />);
    return;
  }
  show(root, null);
  holdSecondTaps(document);
  pressWhatWasHeld(document);
  draw({ api: new Api(new TokenCache(askToken)), host, root });
};

/** Replaces what the page's html, or an earlier notice, shows. */
const show = (root: HTMLElement, page: ComponentChild): void => {
  render(null, root);
  root.replaceChildren();
  render(page, root);
};

const isFramed = (): boolean => window.parent !== window;

const NotInTeams = () => (
  <NoticePage title="Open this page in Teams" sentences={["Lesson Guard signs you in through Teams."]} />
);

/** Teams may still answer: then the page is drawn. */
const TeamsSilent = () => (
  <NoticePage
    title="Teams does not answer Lesson Guard"
    sentences={withoutUs()}
    onRetry={() => location.reload()}
  />
);

const hostOrNone = async (): Promise<HostContext | undefined> => {
  try {
    return await meetHost();
  } catch {
    // No parent window, or one that is not Teams, or Teams is not well.
    return undefined;
  }
};
