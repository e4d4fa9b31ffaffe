import { render } from "preact";
import { RecordApp } from "./record/record-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, host, root }) => render(<RecordApp api={api} subPage={host.subPage} />, root));
