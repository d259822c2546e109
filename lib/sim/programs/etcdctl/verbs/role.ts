// role add, delete, get, list, grant-permission, revoke-permission.
import type { Permission, PermissionType } from "../../../etcd/auth";
import { endOfPrefix } from "../../../kernel/state";
import { encodeBase64 } from "../../../meta/base64";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { badArguments, type EtcdctlCommand } from "../command";
import { openEnd, rangeEndOf } from "../ranges";
import { change, words } from "./user";

const rangeFlags = defineFlags("from-key:bool prefix:bool");

export const roleAdd: EtcdctlCommand = {
  name: "role add",
  usage: "<role name>",
  summary: "Adds a new role",
  run(call) {
    const [name] = words(call, 1, "role add command requires role name as its argument");
    return change(call, `Role ${name} created`, (etcd) => etcd.auth.addRole(name));
  },
};

export const roleDelete: EtcdctlCommand = {
  name: "role delete",
  usage: "<role name>",
  summary: "Deletes a role",
  run(call) {
    const [name] = words(call, 1, "role delete command requires role name as its argument");
    return change(call, `Role ${name} deleted`, (etcd) => etcd.auth.deleteRole(name));
  },
};

export const roleGet: EtcdctlCommand = {
  name: "role get",
  usage: "<role name>",
  summary: "Gets detailed information of a role",
  run(call) {
    const [name] = words(call, 1, "role get command requires role name as its argument");
    const etcd = call.server();
    etcd.demandRoot();
    const { permissions } = etcd.auth.role(name);
    const lines = (type: PermissionType): string =>
      permissions
        .filter((one) => one.type === type || one.type === "READWRITE")
        .map((one) => `\t${rangeText(one)}\n`)
        .join("");
    call.print({
      kind: "note",
      header: etcd.header,
      text: `Role ${name}\nKV Read:\n${lines("READ")}KV Write:\n${lines("WRITE")}`,
      fields: {
        perm: permissions.map(({ type, key, rangeEnd }) => ({
          permType: type === "READ" ? undefined : type === "WRITE" ? 1 : 2,
          key: encodeBase64(key),
          range_end: rangeEnd === "" ? undefined : encodeBase64(rangeEnd),
        })),
      },
    });
    return 0;
  },
};

function rangeText({ key, rangeEnd }: Permission): string {
  if (rangeEnd === "") return key;
  if (rangeEnd === openEnd) return `[${key}, <open ended>`;
  const isPrefix = key !== "" && endOfPrefix(key) === rangeEnd;
  return `[${key}, ${rangeEnd})${isPrefix ? ` (prefix ${key})` : ""}`;
}

export const roleList: EtcdctlCommand = {
  name: "role list",
  usage: "",
  summary: "Lists all roles",
  run(call) {
    if (call.args.length > 0) throw badArguments("role list command requires no arguments");
    const etcd = call.server();
    etcd.demandRoot();
    const roles = etcd.auth.roleNames();
    const text = roles.map((name) => `${name}\n`).join("");
    call.print({ kind: "note", header: etcd.header, text, fields: { roles } });
    return 0;
  },
};

export const roleGrantPermission: EtcdctlCommand = {
  name: "role grant-permission",
  usage: "[options] <role name> <permission type> <key> [endkey]",
  summary: "Grants a key to a role",
  flags: rangeFlags,
  run(call) {
    const { args, flags } = call;
    const [name, given, key, end] = args;
    if (name === undefined || given === undefined || key === undefined)
      throw badArguments(
        "role grant command requires role name, permission type, and key [endkey] as its argument",
      );
    const type = (["READ", "WRITE", "READWRITE"] as const).find(
      (one) => one === given.toUpperCase(),
    );
    if (type === undefined) throw badArguments(`invalid permission type: ${given}`);
    const range = rangeEndOf({ key, end, flags });
    return change(call, `Role ${name} updated`, (etcd) =>
      etcd.auth.grantPermission(name, { type, ...range }),
    );
  },
};

export const roleRevokePermission: EtcdctlCommand = {
  name: "role revoke-permission",
  usage: "<role name> <key> [endkey]",
  summary: "Revokes a key from a role",
  flags: rangeFlags,
  run(call) {
    const { args, flags } = call;
    const [name, key, end] = args;
    if (name === undefined || key === undefined)
      throw badArguments(
        "role revoke-permission command requires role name and key [endkey] as its argument",
      );
    const range = rangeEndOf({ key, end, flags });
    const what =
      range.rangeEnd === ""
        ? `Permission of key ${key}`
        : range.rangeEnd === openEnd
          ? `Permission of range [${key}, <open ended>`
          : `Permission of range [${key}, ${range.rangeEnd})`;
    return change(call, `${what} is revoked from role ${name}`, (etcd) =>
      etcd.auth.revokePermission(name, range),
    );
  },
};
