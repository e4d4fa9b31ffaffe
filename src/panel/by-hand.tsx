import { render } from "preact";
import { ByHandApp } from "./by-hand/by-hand-app.tsx";
import { SchoolGate } from "./components/school-gate.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, root }) => {
  const asked = new URLSearchParams(location.search).get("lesson") ?? undefined;
  render(<SchoolGate api={api} draw={(own) => <ByHandApp api={own} lesson={asked} />} />, root);
});
