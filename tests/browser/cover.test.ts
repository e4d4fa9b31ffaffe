import { axeFinds } from "../panel/support/axe.ts";
import { OAKFIELD } from "../panel/support/settings.ts";
import { panelStage } from "../panel/support/stage.ts";

const stage = panelStage();

const LOWE = { id: "33333333-3333-4333-8333-333333333331", name: "Mrs J Lowe" };
const GRANT = { id: "33333333-3333-4333-8333-333333333332", name: "Mr T Grant" };

it.each([320, 1280])(
  "cover is chosen: people by name, days in a calendar, school days in boxes, at %i px",
  async (width) => {
    stage.server.route = ({ method }) => ({
      body: {
        settings: OAKFIELD,
        channels: [],
        waiting: [],
        holders: [LOWE, GRANT],
        ...(method === "PUT" ? { say: "Saved." } : {}),
      },
    });
    const { panel } = await stage.open({ path: "/settings", width });
    await panel.getByRole("button", { name: "Add an absence" }).click();
    await panel.getByLabel("Who is away").selectOption("Mrs J Lowe");
    await panel.getByLabel("Who covers").selectOption("Mr T Grant");
    await panel.getByLabel("First day").fill("2026-12-01");
    await panel.getByLabel("Last day", { exact: true }).fill("2026-12-05");
    await panel.getByLabel("Mr T Grant", { exact: true }).check();
    await panel.getByLabel("Friday").uncheck();
    expect(await axeFinds(panel)).toEqual([]);
    await panel.getByRole("button", { name: "Save" }).click();
    await panel.getByText("Saved.").waitFor();
    expect(stage.server.arrived.findLast(({ method }) => method === "PUT")?.body).toMatchObject({
      cover: {
        stints: [{ away: LOWE.id, by: GRANT.id, from: "2026-12-01", until: "2026-12-05" }],
        hours: { days: [1, 2, 3, 4], opens: "08:00", closes: "17:00", contacts: [GRANT.id] },
      },
    });
  },
);
