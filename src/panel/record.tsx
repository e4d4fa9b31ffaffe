import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { RecordApp } from "./dsl/record-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, host, root }) =>
  render(<SchoolGate api={api} draw={(own) => <RecordApp api={own} subPage={host.subPage} />} />, root),
);
