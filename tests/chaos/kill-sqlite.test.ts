import { killsUnderLoad } from "./support/kills.ts";

describe("SQLite: killed under load", () => killsUnderLoad("SQLite"));
