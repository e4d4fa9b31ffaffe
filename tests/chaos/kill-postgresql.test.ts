import { killsUnderLoad } from "./support/kills.ts";

describe("PostgreSQL: killed under load", () => killsUnderLoad("PostgreSQL"));
