import { render } from "preact";
import { PanelApp } from "./components/panel-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, host, root }) =>
  render(<PanelApp api={api} chat={host.chat} lesson={host.subPage} />, root),
);
