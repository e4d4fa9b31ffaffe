import { render } from "preact";
import { Api } from "./api.ts";
import { NoticePage } from "./components/notice-page.tsx";
import { askToken, type HostContext, meetHost } from "./host.ts";
import { TokenCache } from "./token.ts";

type Started = { readonly api: Api; readonly host: HostContext; readonly root: HTMLElement };

/**
 * Meets the host, then draws the page; says so where there is no host.
 *
 * @throws where the page's html lacks its root
 */
export async function startPage(draw: (started: Started) => void): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) {
    throw new Error("The page has no root element.");
  }
  const host = await hostOrNone();
  root.replaceChildren();
  if (host === undefined) {
    render(
      <NoticePage title="Open this page in Teams" sentences={["Lesson Guard signs you in through Teams."]} />,
      root,
    );
    return;
  }
  draw({ api: new Api(new TokenCache(askToken)), host, root });
}

async function hostOrNone(): Promise<HostContext | undefined> {
  try {
    return await meetHost();
  } catch {
    // No parent window, or one that is not Teams: the person can only open the page elsewhere.
    return undefined;
  }
}
