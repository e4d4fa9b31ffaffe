import { Application } from "@microsoft/teams-ai";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, MemoryStorage } from "botbuilder";
import restify from "restify";
import { type Asked, listening } from "./listening.ts";

// teams-ai's own first sample: as botbuilder's, with its state in memory. No token is checked, none is sent.

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = new Application({ storage: new MemoryStorage() });
app.activity("message", async (context) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
});
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post("/api/messages", async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as Asked, response, async (context) => {
    await app.run(context);
  });
});
listening(server);
