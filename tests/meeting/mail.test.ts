import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { notifyInFeed } from "../../src/meeting/feed.ts";
import { graphMailer, type Mail, smtpMailer } from "../../src/meeting/mail.ts";
import { GraphStage } from "./support/graph.ts";

const MAIL: Mail = {
  from: "lesson-guard@oakfield.example",
  to: "j.lowe@oakfield.example",
  subject: "Lesson Guard: a message is waiting for you (ABC234)",
  text: "A message with the reference ABC234 has waited since 10:42.",
};

const outcome = async (doing: Promise<void>) =>
  doing.then(
    () => "taken",
    (error: unknown) => (error instanceof CloudError ? [error.service, error.kind, error.status] : error),
  );

describe("through the school's own mail server", () => {
  const heard: { readonly from: string; readonly to: readonly string[]; readonly message: string }[] = [];
  let answer: Error | undefined;
  let server: SMTPServer;
  let url = "";

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData: (stream, session, done) => {
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          heard.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            message: Buffer.concat(pieces).toString(),
          });
          done(answer);
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => new Promise<void>((resolve) => server.close(resolve)));
  beforeEach(() => {
    answer = undefined;
    heard.length = 0;
  });

  it("is taken once the server has said so", async () => {
    expect(await outcome(smtpMailer(url)(MAIL))).toBe("taken");
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ from: MAIL.from, to: [MAIL.to] });
    expect(heard[0]?.message).toContain("ABC234 has waited since 10:42");
  });

  it("refused for good, or for now, is told apart", async () => {
    answer = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
    expect(await outcome(smtpMailer(url)(MAIL))).toEqual(["smtp", "refused", 550]);
    answer = Object.assign(new Error("greylisted"), { responseCode: 451 });
    expect(await outcome(smtpMailer(url)(MAIL))).toEqual(["smtp", "temporary", 451]);
  });

  it("a server that is not there took nothing", async () => {
    const [service, kind] = (await outcome(smtpMailer("smtp://127.0.0.1:1")(MAIL))) as readonly string[];
    expect(service).toBe("smtp");
    expect(["temporary", "unknown-outcome"]).toContain(kind);
  });

  it("goes nowhere without TLS, but for a server on this machine", async () => {
    const elsewhere = url.replace("127.0.0.1", "0.0.0.0");
    expect(await outcome(smtpMailer(elsewhere)(MAIL))).not.toBe("taken");
    expect(heard).toEqual([]);
  });
});

describe("through Graph", () => {
  const stage = new GraphStage();
  beforeAll(() => stage.start());
  afterAll(() => stage.cloud.stop());
  beforeEach(() => stage.reset());

  it("from the mailbox, and nothing is kept in Sent Items", async () => {
    stage.answer = () => ({ status: 202 });
    expect(await outcome(graphMailer(stage.client())(MAIL))).toBe("taken");
    expect(stage.asked[0]).toMatchObject({
      method: "POST",
      path: `/v1.0/users/${encodeURIComponent(MAIL.from)}/sendMail`,
      body: {
        message: { subject: MAIL.subject, toRecipients: [{ emailAddress: { address: MAIL.to } }] },
        saveToSentItems: false,
      },
    });
  });

  it("a lost answer is not known, a closed mailbox is not allowed", async () => {
    stage.answer = () => ({ status: 504 });
    expect(await outcome(graphMailer(stage.client())(MAIL))).toEqual(["graph", "unknown-outcome", 504]);
    stage.answer = () => ({ status: 403, body: { error: { code: "ErrorAccessDenied" } } });
    expect(await outcome(graphMailer(stage.client())(MAIL))).toEqual(["graph", "not-allowed", 403]);
  });

  it("an entry in the activity feed names the declared kind and a link into Teams", async () => {
    stage.answer = () => ({ status: 204 });
    const link = "https://teams.microsoft.com/l/entity/app/record";
    await notifyInFeed(stage.client(), {
      person: "p1",
      preview: "A message is waiting for you, ref ABC234.",
      link,
    });
    expect(stage.asked[0]).toMatchObject({
      path: "/v1.0/users/p1/teamwork/sendActivityNotification",
      body: { activityType: "messageWaits", topic: { source: "text", webUrl: link } },
    });
  });
});
