// Users, roles and what they may read and write. Until it is enabled everybody may do everything.
//
// https://github.com/etcd-io/etcd: server/auth/store.go
import { defineTable, type State, type Table } from "../kernel/state";
import { sha256Hex } from "../meta/sha256";
import { etcdError } from "./etcd-error";

export type PermissionType = "READ" | "WRITE" | "READWRITE";

export interface Permission {
  readonly type: PermissionType;
  readonly key: string;
  /** Empty for one key, NUL for all keys from `key` on. */
  readonly rangeEnd: string;
}

export interface Role {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export interface User {
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly string[];
}

interface AuthRow {
  readonly isEnabled: boolean;
  readonly revision: number;
}

export interface AuthContent extends AuthRow {
  readonly users: readonly User[];
  readonly roles: readonly Role[];
}

export const rootName = "root";
const here = "auth";

export class Auth {
  private readonly facts: Table<AuthRow>;
  private readonly userTable: Table<User>;
  private readonly roleTable: Table<Role>;

  constructor(state: State, instance: string) {
    this.facts = state.table(defineTable<AuthRow>(`etcd.auth ${instance}`));
    this.userTable = state.table(defineTable<User>(`etcd.users ${instance}`));
    this.roleTable = state.table(defineTable<Role>(`etcd.roles ${instance}`));
  }

  get status(): AuthRow {
    return this.facts.get(here) ?? { isEnabled: false, revision: 1 };
  }

  content(): AuthContent {
    return {
      ...this.status,
      users: this.userTable.dump().map(([, user]) => user),
      roles: this.roleTable.dump().map(([, role]) => role),
    };
  }

  load(content: AuthContent): void {
    for (const user of content.users) this.userTable.set(user.name, user);
    for (const role of content.roles) this.roleTable.set(role.name, role);
    this.facts.set(here, { isEnabled: content.isEnabled, revision: content.revision });
  }

  enable(): void {
    const root = this.userTable.get(rootName);
    if (root === undefined) throw etcdError("rootUserMissing");
    if (!root.roles.includes(rootName)) throw etcdError("rootRoleMissing");
    this.facts.set(here, { ...this.status, isEnabled: true });
  }

  disable(): void {
    this.facts.set(here, { ...this.status, isEnabled: false });
    this.changed();
  }

  /** Whether the name and the password go together. */
  authenticate(name: string, password: string): void {
    const user = this.userTable.get(name);
    if (user?.passwordHash !== hashOf(password)) throw etcdError("authFailed");
  }

  /** Throws unless `user` may do it. */
  demand(user: string | undefined, wanted: Permission): void {
    if (!this.status.isEnabled) return;
    if (user === undefined) throw etcdError("userEmpty");
    const roles = this.userTable.get(user)?.roles ?? [];
    if (roles.includes(rootName)) return;
    const granted = roles.flatMap((role) => this.roleTable.get(role)?.permissions ?? []);
    if (!granted.some((permission) => covers(permission, wanted)))
      throw etcdError("permissionDenied");
  }

  demandRoot(user: string | undefined): void {
    if (!this.status.isEnabled) return;
    if (user === undefined) throw etcdError("userEmpty");
    if (this.userTable.get(user)?.roles.includes(rootName) !== true)
      throw etcdError("permissionDenied");
  }

  // --- users --------------------------------------------------------------------------------------------

  addUser(name: string, password: string): void {
    if (name === "") throw etcdError("userEmpty");
    if (this.userTable.has(name)) throw etcdError("userExists");
    this.putUser({ name, passwordHash: hashOf(password), roles: [] });
  }

  user(name: string): User {
    const found = this.userTable.get(name);
    if (found === undefined) throw etcdError("userNotFound");
    return found;
  }

  userNames(): string[] {
    return this.userTable.dump().map(([name]) => name);
  }

  deleteUser(name: string): void {
    this.user(name);
    this.userTable.delete(name);
    this.changed();
  }

  changePassword(name: string, password: string): void {
    this.putUser({ ...this.user(name), passwordHash: hashOf(password) });
  }

  grantRole(name: string, role: string): void {
    const user = this.user(name);
    if (role !== rootName) this.role(role);
    if (user.roles.includes(role)) return;
    this.putUser({ ...user, roles: [...user.roles, role].sort() });
  }

  revokeRole(name: string, role: string): void {
    const user = this.user(name);
    if (!user.roles.includes(role)) throw etcdError("roleNotGranted");
    this.putUser({ ...user, roles: user.roles.filter((each) => each !== role) });
  }

  // --- roles --------------------------------------------------------------------------------------------

  addRole(name: string): void {
    if (name === "") throw etcdError("roleEmpty");
    if (this.roleTable.has(name)) throw etcdError("roleExists");
    this.putRole({ name, permissions: [] });
  }

  role(name: string): Role {
    const found = this.roleTable.get(name);
    if (found === undefined) throw etcdError("roleNotFound");
    return found;
  }

  roleNames(): string[] {
    return this.roleTable.dump().map(([name]) => name);
  }

  deleteRole(name: string): void {
    this.role(name);
    this.roleTable.delete(name);
    for (const [, user] of this.userTable.dump()) {
      if (!user.roles.includes(name)) continue;
      this.userTable.set(user.name, {
        ...user,
        roles: user.roles.filter((each) => each !== name),
      });
    }
    this.changed();
  }

  grantPermission(name: string, permission: Permission): void {
    const role = this.role(name);
    const others = role.permissions.filter((each) => !isSameRange(each, permission));
    const order = (a: Permission, b: Permission): number => (a.key < b.key ? -1 : 1);
    this.putRole({ ...role, permissions: [...others, permission].sort(order) });
  }

  revokePermission(name: string, range: Pick<Permission, "key" | "rangeEnd">): void {
    const role = this.role(name);
    const permissions = role.permissions.filter((each) => !isSameRange(each, range));
    if (permissions.length === role.permissions.length) throw etcdError("permissionNotGranted");
    this.putRole({ ...role, permissions });
  }

  private putUser(user: User): void {
    this.userTable.set(user.name, user);
    this.changed();
  }

  private putRole(role: Role): void {
    this.roleTable.set(role.name, role);
    this.changed();
  }

  private changed(): void {
    this.facts.set(here, { ...this.status, revision: this.status.revision + 1 });
  }
}

type Range = Pick<Permission, "key" | "rangeEnd">;

const isSameRange = (a: Range, b: Range): boolean => a.key === b.key && a.rangeEnd === b.rangeEnd;

function covers(granted: Permission, wanted: Permission): boolean {
  const isKind = granted.type === "READWRITE" || granted.type === wanted.type;
  if (!isKind) return false;
  if (granted.rangeEnd === "") return granted.key === wanted.key && wanted.rangeEnd === "";
  if (wanted.key < granted.key) return false;
  if (granted.rangeEnd === "\0") return true;
  if (wanted.rangeEnd === "\0") return false;
  const last = wanted.rangeEnd === "" ? wanted.key : wanted.rangeEnd;
  return wanted.rangeEnd === "" ? last < granted.rangeEnd : last <= granted.rangeEnd;
}

const hashOf = (password: string): string => sha256Hex(`etcd ${password}`);
