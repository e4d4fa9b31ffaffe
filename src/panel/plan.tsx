import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { PlanApp } from "./plan/plan-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, root }) =>
  render(<SchoolGate api={api} draw={(own) => <PlanApp api={own} />} />, root),
);
