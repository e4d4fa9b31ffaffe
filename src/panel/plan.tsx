import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { PlanApp } from "./plan/plan-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, host, root }) => {
  // The link on a card: a lesson in Zoom has a page of its own, and no tab.
  if (host.subPage !== undefined && host.subPage !== "" && location.search === "") {
    location.replace(`/by-hand?lesson=${encodeURIComponent(host.subPage)}`);
    return;
  }
  render(<SchoolGate api={api} draw={(own) => <PlanApp api={own} />} />, root);
});
