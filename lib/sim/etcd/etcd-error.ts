// What an etcd server answers instead of a result: a gRPC code and etcd's own words.

export class EtcdError extends Error {
  override readonly name = "EtcdError";

  constructor(
    readonly code: string,
    readonly description: string,
  ) {
    super(description);
  }
}

const texts = {
  compacted: ["OutOfRange", "mvcc: required revision has been compacted"],
  futureRevision: ["OutOfRange", "mvcc: required revision is a future revision"],
  keyNotFound: ["InvalidArgument", "key not found"],
  emptyKey: ["InvalidArgument", "key is not provided"],
  duplicateKey: ["InvalidArgument", "duplicate key given in txn request"],
  leaseNotFound: ["NotFound", "requested lease not found"],
  leaseExists: ["FailedPrecondition", "lease already exists"],
  memberNotFound: ["NotFound", "member not found"],
  memberExists: ["FailedPrecondition", "Peer URLs already exists"],
  badTransferee: ["FailedPrecondition", "bad leader transferee"],
  learnerOnly: ["FailedPrecondition", "can only promote a learner member"],
  lastMember: ["FailedPrecondition", "re-configuration failed due to not enough started members"],
  userEmpty: ["InvalidArgument", "user name is empty"],
  permissionDenied: ["PermissionDenied", "permission denied"],
  authFailed: ["InvalidArgument", "authentication failed, invalid user ID or password"],
  authNotEnabled: ["FailedPrecondition", "authentication is not enabled"],
  rootUserMissing: ["FailedPrecondition", "root user does not exist"],
  rootRoleMissing: ["FailedPrecondition", "root user does not have root role"],
  userExists: ["FailedPrecondition", "user name already exists"],
  userNotFound: ["FailedPrecondition", "user name not found"],
  roleExists: ["FailedPrecondition", "role name already exists"],
  roleNotFound: ["FailedPrecondition", "role name not found"],
  roleEmpty: ["InvalidArgument", "role name is empty"],
  roleNotGranted: ["FailedPrecondition", "role is not granted to the user"],
  permissionNotGranted: ["FailedPrecondition", "permission is not granted to the role"],
  requestTooLarge: ["InvalidArgument", "request is too large"],
  noSpace: ["ResourceExhausted", "mvcc: database space exceeded"],
} as const;

export type EtcdErrorName = keyof typeof texts;

export function etcdError(name: EtcdErrorName): EtcdError {
  const [code, text] = texts[name];
  return new EtcdError(code, `etcdserver: ${text}`);
}
