import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import restify from "restify";
import { type Asked, listening } from "./listening.ts";

// Microsoft's own first sample: every message is answered with one. No token is checked, none is sent, nothing is kept.

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post("/api/messages", async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as Asked, response, async (context) => {
    await context.sendActivity(`Echo: ${context.activity.text}`);
  });
});
listening(server);
