import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { SetUpApp } from "./set-up/set-up-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, root }) =>
  render(<SchoolGate api={api} draw={(own) => <SetUpApp api={own} />} />, root),
);
