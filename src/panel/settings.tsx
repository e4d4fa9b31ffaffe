import { render } from "preact";
import { SchoolGate } from "./components/school-gate.tsx";
import { AddSchool } from "./settings/add-school.tsx";
import { SettingsApp } from "./settings/settings-app.tsx";
import { startPage } from "./start-page.tsx";

await startPage(({ api, root }) =>
  render(
    <SchoolGate
      api={api}
      draw={(own) => <SettingsApp api={own} />}
      forAll={(added) => <AddSchool api={api} onAdded={added} />}
    />,
    root,
  ),
);
