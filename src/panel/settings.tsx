import { render } from "preact";
import { SettingsApp } from "./settings/settings-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, root }) => render(<SettingsApp api={api} />, root));
