import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { FamiliesApp } from "./families/families-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, host, root }) =>
  render(<SchoolGate api={api} draw={(own) => <FamiliesApp api={own} subPage={host.subPage} />} />, root),
);
