import type { Addresses } from "../../addresses.ts";
import { asList, at } from "../../fields.ts";
import { type DirectoryUser, groups, transitiveMembers, users } from "../../school/groups.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";
import { page } from "./paging.ts";

/** Users and groups of the directory. */
export const directoryRoutes = (switches: Switches, addresses: Addresses): readonly Route[] => [
  {
    operation: "graph.checkMemberGroups",
    method: "POST",
    path: "/v1.0/users/:user/checkMemberGroups",
    handle: ({ params, body }) => {
      const user = userOf(params["user"]);
      const asked = asList(at(body, "groupIds"));
      const value = asked.filter(
        (id) => typeof id === "string" && membersNow(id, switches).includes(user.id),
      );
      return { status: 200, body: { value } };
    },
  },
  {
    operation: "graph.getMemberGroups",
    method: "POST",
    path: "/v1.0/users/:user/getMemberGroups",
    handle: ({ params }) => {
      const user = userOf(params["user"]);
      const value = groups.filter(({ id }) => membersNow(id, switches).includes(user.id)).map(({ id }) => id);
      return { status: 200, body: { value } };
    },
  },
  {
    operation: "graph.user.get",
    method: "GET",
    path: "/v1.0/users/:user",
    handle: ({ params, query }) => ({
      status: 200,
      body: selected(withAccount(userOf(params["user"]), switches), query),
    }),
  },
  {
    operation: "graph.groups.list",
    method: "GET",
    path: "/v1.0/groups",
    handle: (request) => {
      const found = groups
        .filter(({ id }) => !switches.deletedGroups.includes(id))
        .filter(({ displayName }) => isFound(displayName, request))
        .map(({ id, displayName }) => ({ id, displayName }));
      return page(request, found, switches.pageSize, addresses);
    },
  },
  {
    operation: "graph.group.get",
    method: "GET",
    path: "/v1.0/groups/:group",
    handle: ({ params }) => {
      const { id, displayName } = knownGroup(params["group"], switches);
      return { status: 200, body: { id, displayName } };
    },
  },
  {
    operation: "graph.group.transitiveMembers",
    method: "GET",
    path: "/v1.0/groups/:group/transitiveMembers",
    handle: (request) => {
      const { id } = knownGroup(request.params["group"], switches);
      const members = membersNow(id, switches).map(userOf);
      const shown = members.map((user) => asMember(withAccount(user, switches)));
      return page(request, shown, switches.pageSize, addresses);
    },
  },
  {
    operation: "graph.group.members",
    method: "GET",
    path: "/v1.0/groups/:group/members",
    handle: (request) => {
      const group = knownGroup(request.params["group"], switches);
      const inner = groups
        .filter(({ id }) => group.groups.includes(id))
        .map(({ id, displayName }) => ({ "@odata.type": "#microsoft.graph.group", id, displayName }));
      const members = group.members.map(userOf).map(asMember);
      return page(request, [...members, ...inner], switches.pageSize, addresses);
    },
  },
];

/** Graph's `$search`: each word given begins a word of the name. It is answered only with the header for it. */
const isFound = (name: string, { query, headers }: CloudRequest): boolean => {
  const search = query.get("$search");
  if (search === null) return true;
  if (headers["consistencylevel"] !== "eventual")
    throw graphRefusal(
      400,
      "Request_UnsupportedQuery",
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  const [, words] = /^"displayName:((?:[^"\\]|\\.)*)"$/.exec(search) ?? [];
  if (words === undefined)
    throw graphRefusal(400, "Request_BadRequest", `Syntax error: ${search} is no search clause.`);
  const theirs = wordsOf(name);
  return wordsOf(words).every((word) => theirs.some((one) => one.startsWith(word)));
};

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const withAccount = (user: DirectoryUser, { disabledAccounts }: Switches) => ({
  ...user,
  accountEnabled: !disabledAccounts.includes(user.id),
});

const asMember = (user: DirectoryUser): unknown => ({ "@odata.type": "#microsoft.graph.user", ...user });

const knownGroup = (id: string | undefined, { deletedGroups }: Switches) => {
  const group = groups.find((one) => one.id === id);
  if (!group || deletedGroups.includes(group.id)) throw notFound("Group");
  return group;
};

const membersNow = (id: string, { deletedGroups, emptyGroups }: Switches): readonly string[] =>
  deletedGroups.includes(id) || emptyGroups.includes(id) ? [] : transitiveMembers(id);

const userOf = (idOrUpn: string | undefined): DirectoryUser => {
  const user = users.find(({ id, userPrincipalName }) => id === idOrUpn || userPrincipalName === idOrUpn);
  if (!user) throw notFound("User");
  return user;
};

const selected = (user: ReturnType<typeof withAccount>, query: URLSearchParams): unknown => {
  const wanted = query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  if (!wanted) return { ...user, mail: user.userPrincipalName };
  return Object.fromEntries(
    Object.entries({ ...user, mail: user.userPrincipalName }).filter(([key]) => wanted.includes(key)),
  );
};
