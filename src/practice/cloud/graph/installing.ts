import { type Chats, privateChatId } from "../../chat/chats.ts";
import type { Conversation } from "../../chat/message.ts";
import { asList, asText, at } from "../../fields.ts";
import { base64 } from "../../ids.ts";
import { appInTeams } from "../../school/app-package.ts";
import { findAccount } from "../../school/people.ts";
import { isStaff, type Person } from "../../school/person.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";
import { consentedRsc } from "./roles.ts";

/** The app goes into a chat, or to a person, by its own hand (facts/graph.md 6). @param added Teams tells the bot */
export const installingRoutes = (
  chats: Chats,
  switches: Pick<Switches, "appBlocked" | "rscInChats">,
  added: (conversation: Conversation) => void,
): readonly Route[] => {
  const install = (conversation: Conversation): void => {
    if (conversation.installed)
      throw graphRefusal(409, "Conflict", "App is already installed in this scope.", true);
    conversation.installed = true;
    added(conversation);
  };
  const personal = `/v1.0/users/:user/teamwork/installedApps`;
  return [
    {
      operation: "graph.chat.addApp",
      method: "POST",
      path: "/v1.0/chats/:chat/installedApps",
      handle: (request) => {
        const found = chats.find(request.params["chat"] ?? "")?.conversation;
        if (found?.kind !== "meeting") throw notFound("Chat");
        refuseUnknownApp(request, switches);
        if (!switches.rscInChats)
          throw graphRefusal(403, "Forbidden", "Resource-specific consent is off for chats.", true);
        const consented = asList(at(request.body, "consentedPermissionSet", "resourceSpecificPermissions"))
          .map((one) => asText(at(one, "permissionValue")) ?? "")
          .toSorted();
        const declared = consentedRsc.filter((name) => name.endsWith(".Chat")).toSorted();
        if (consented.join() !== declared.join())
          throw graphRefusal(
            400,
            "BadRequest",
            "The permissions consented to must match the resource-specific permissions that the app declares.",
          );
        install(found);
        return { status: 201 };
      },
    },
    {
      operation: "graph.user.addApp",
      method: "POST",
      path: personal,
      handle: (request) => {
        refuseUnknownApp(request, switches);
        const person = personOf(request);
        if (!isStaff(person))
          throw graphRefusal(403, "Forbidden", "The app is not available for this user.", true);
        install(chatWith(person, chats));
        return { status: 201 };
      },
    },
    {
      operation: "graph.user.apps",
      method: "GET",
      path: personal,
      handle: (request) => {
        const person = personOf(request);
        const asked = /^\s*teamsApp\/id eq '([^']+)'\s*$/.exec(request.query.get("$filter") ?? "")?.[1];
        const there = chatWith(person, chats).installed && (asked === undefined || asked === appInTeams.id);
        return { status: 200, body: { value: there ? [{ id: installationOf(person) }] : [] } };
      },
    },
    {
      operation: "graph.user.appChat",
      method: "GET",
      path: `${personal}/:installation/chat`,
      handle: (request) => {
        const person = personOf(request);
        const chat = chatWith(person, chats);
        if (!chat.installed || request.params["installation"] !== installationOf(person))
          throw notFound("Installation");
        return { status: 200, body: { id: chat.id, chatType: "oneOnOne", topic: null } };
      },
    },
  ];
};

const refuseUnknownApp = ({ body }: CloudRequest, { appBlocked }: Pick<Switches, "appBlocked">): void => {
  const app = (asText(at(body, "teamsApp@odata.bind")) ?? "").split("/").at(-1);
  if (app !== appInTeams.id) throw notFound("TeamsApp");
  if (appBlocked) throw graphRefusal(403, "Forbidden", "The app is blocked by an administrator.", true);
};

const personOf = ({ params }: CloudRequest): Person => {
  const person = findAccount(params["user"] ?? "");
  if (!person) throw notFound("User");
  return person;
};

const chatWith = (person: Person, chats: Chats): Conversation => {
  const found = chats.find(privateChatId(person));
  if (!found) throw notFound("Chat");
  return found.conversation;
};

const installationOf = (person: Person): string => base64(`${person.id}##${appInTeams.id}`);
