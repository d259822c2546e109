// user add, delete, get, list, passwd, grant-role, revoke-role.
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type Call, type EtcdctlCommand } from "../command";

export const userAdd: EtcdctlCommand = {
  name: "user add",
  usage: "<user name or user:password> [options]",
  summary: "Adds a new user",
  flags: defineFlags("interactive:bool=true new-user-password:string no-password:bool"),
  run(call) {
    const { args, flags } = call;
    const [given] = args;
    if (given === undefined || args.length !== 1)
      throw badArguments("user add command requires user name as its argument");
    const colon = given.indexOf(":");
    const name = colon < 0 ? given : given.slice(0, colon);
    const own = flags.string("new-user-password");
    if (colon < 0 && own === "" && !flags.bool("no-password"))
      throw badArguments("asking for a password is not simulated here: give it as user:password");
    const password = colon < 0 ? own : given.slice(colon + 1);
    return change(call, `User ${name} created`, (etcd) => etcd.auth.addUser(name, password));
  },
};

export const userDelete: EtcdctlCommand = {
  name: "user delete",
  usage: "<user name>",
  summary: "Deletes a user",
  run(call) {
    const [name] = words(call, 1, "user delete command requires user name as its argument");
    return change(call, `User ${name} deleted`, (etcd) => etcd.auth.deleteUser(name));
  },
};

export const userGet: EtcdctlCommand = {
  name: "user get",
  usage: "<user name> [options]",
  summary: "Gets detailed information of a user",
  flags: defineFlags("detail:bool"),
  run(call) {
    const [name] = words(call, 1, "user get command requires user name as its argument");
    const etcd = call.server();
    etcd.demandRoot();
    const { roles } = etcd.auth.user(name);
    call.print({
      kind: "note",
      header: etcd.header,
      text: `User: ${name}\nRoles:${roles.map((role) => ` ${role}`).join("")}\n`,
      fields: { roles },
    });
    return 0;
  },
};

export const userList: EtcdctlCommand = {
  name: "user list",
  usage: "",
  summary: "Lists all users",
  run(call) {
    if (call.args.length > 0) throw badArguments("user list command requires no arguments");
    const etcd = call.server();
    etcd.demandRoot();
    const users = etcd.auth.userNames();
    const text = users.map((name) => `${name}\n`).join("");
    call.print({ kind: "note", header: etcd.header, text, fields: { users } });
    return 0;
  },
};

export const userPassword: EtcdctlCommand = {
  name: "user passwd",
  usage: "<user name> [options]",
  summary: "Changes password of user",
  flags: defineFlags("interactive:bool=true"),
  run(call, resume) {
    const [name] = words(call, 1, "user passwd command requires user name as its argument");
    const { io } = call;
    if (call.flags.bool("interactive"))
      throw badArguments(
        "asking for a password is not simulated here: use --interactive=false and standard input",
      );
    const typed = (typeof resume === "string" ? resume : "") + io.stdin.read();
    if (!io.stdin.ended) return { waitFor: { input: true }, resume: typed };
    return change(call, "Password updated", (etcd) =>
      etcd.auth.changePassword(name, typed.split("\n")[0] ?? ""),
    );
  },
};

export const userGrantRole: EtcdctlCommand = {
  name: "user grant-role",
  usage: "<user name> <role name>",
  summary: "Grants a role to a user",
  run(call) {
    const [user, role] = words(
      call,
      2,
      "user grant command requires user name and role name as its argument",
    );
    return change(call, `Role ${role} is granted to user ${user}`, (etcd) =>
      etcd.auth.grantRole(user, role),
    );
  },
};

export const userRevokeRole: EtcdctlCommand = {
  name: "user revoke-role",
  usage: "<user name> <role name>",
  summary: "Revokes a role from a user",
  run(call) {
    const [user, role] = words(
      call,
      2,
      "user revoke-role command requires user name and role name as its argument",
    );
    return change(call, `Role ${role} is revoked from user ${user}`, (etcd) =>
      etcd.auth.revokeRole(user, role),
    );
  },
};

/** Exactly so many words, or the complaint. */
export function words({ args }: Call, count: number, complaint: string): [string, string] {
  if (args.length !== count) throw badArguments(complaint);
  return [args[0] ?? "", args[1] ?? ""];
}

/** Does something only root may do, and says so. */
export function change(
  call: Call,
  text: string,
  act: (etcd: ReturnType<Call["server"]>) => void,
): number {
  const etcd = call.server();
  etcd.demandRoot();
  act(etcd);
  etcd.addEntry();
  call.print({ kind: "note", header: etcd.header, text: `${text}\n` });
  return 0;
}
