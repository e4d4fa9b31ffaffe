import type { PersonView } from "../../control/shapes.ts";
import { ControlError, signIn } from "../control.ts";
import type { Theme } from "../theme.ts";
import { contextOf, detailsOf, frameContextOf, type Hosted } from "./context.ts";

/** What teams-js may ask for; `dialog` is left out because no page of Lesson Guard opens one. */
const RUNTIME = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: { app: { notifySuccessResponse: {} }, pages: {}, meeting: {}, people: {} },
});

const SDK_VERSION = "2.58.0";

/** What teams-js calls a list that was closed without a choice. */
const USER_ABORT = 8000;

type Request = {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly func: string;
  args: unknown[];
};

type Listener = {
  /** The page has said that it is there. */
  readonly ready: () => void;
  /** The page asks Teams to open a link. @returns why Teams cannot, if so */
  readonly open: (link: string) => string | undefined;
  /** The page asks for Teams' list of people. @returns undefined where it is closed without a choice */
  readonly pick: (title: string) => Promise<PersonView | undefined>;
};

/**
 * Hosts one page as Teams does, over the protocol of teams-js (facts/teams.md 3.2). The page shares
 * our origin, so it needs no list of allowed hosts.
 */
export class TeamsHost {
  readonly #frame: HTMLIFrameElement;
  readonly #listener: Listener;
  #hosted: Hosted;

  constructor(frame: HTMLIFrameElement, hosted: Hosted, listener: Listener) {
    this.#frame = frame;
    this.#hosted = hosted;
    this.#listener = listener;
    window.addEventListener("message", this.#hear);
  }

  close(): void {
    window.removeEventListener("message", this.#hear);
  }

  /** What the page is told from now on; a new theme reaches it at once. */
  update(hosted: Hosted): void {
    const before = this.#hosted.theme;
    this.#hosted = hosted;
    if (hosted.theme !== before) this.#tellTheme(hosted.theme);
  }

  #tellTheme(theme: Theme): void {
    this.#frame.contentWindow?.postMessage({ func: "themeChange", args: [theme] }, location.origin);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== this.#frame.contentWindow || origin !== location.origin) return;
    const request = readRequest(data);
    if (request) void this.#answer(request);
  };

  async #answer(request: Request): Promise<void> {
    const args = await this.#argsFor(request);
    if (args === undefined) return;
    const { id, uuidAsString } = request;
    this.#frame.contentWindow?.postMessage(
      { id, ...(uuidAsString === undefined ? {} : { uuidAsString }), args },
      location.origin,
    );
  }

  async #argsFor({ func, args }: Request): Promise<unknown[] | undefined> {
    const hosted = this.#hosted;
    switch (func) {
      case "initialize":
        return [frameContextOf(hosted.place), "web", RUNTIME, SDK_VERSION];
      case "getContext":
        return [contextOf(hosted)];
      case "authentication.getAuthToken":
        return this.#token();
      case "appInitialization.success":
        this.#listener.ready();
        return [];
      case "executeDeepLink":
        return this.#opened(String(args[0]));
      case "people.selectPeople":
        return this.#picked(args[0]);
      case "meeting.getMeetingDetails":
        return [null, detailsOf(hosted)];
      default:
        // registerHandler, appLoaded and failure want no answer; neither does what no page of ours asks.
        return undefined;
    }
  }

  #opened(link: string): unknown[] {
    const refused = this.#listener.open(link);
    return refused === undefined ? [true] : [false, refused];
  }

  async #picked(asked: unknown): Promise<unknown[]> {
    const { title } = Object(asked) as { title?: unknown };
    const one = await this.#listener.pick(typeof title === "string" ? title : "Choose a person");
    if (one === undefined) return [{ errorCode: USER_ABORT }];
    const { objectId, name, userPrincipalName } = one;
    return [undefined, [{ objectId, displayName: name, email: userPrincipalName }]];
  }

  async #token(): Promise<unknown[]> {
    try {
      return [true, await signIn(this.#hosted.person.id)];
    } catch (error) {
      if (error instanceof ControlError) return [false, error.message];
      throw error;
    }
  }
}

const readRequest = (data: unknown): Request | undefined => {
  const { id, uuidAsString, func, args } = Object(data) as Record<string, unknown>;
  if (typeof id !== "number" || typeof func !== "string") return undefined;
  return {
    id,
    func,
    args: Array.isArray(args) ? args : [],
    ...(typeof uuidAsString === "string" ? { uuidAsString } : {}),
  };
};
