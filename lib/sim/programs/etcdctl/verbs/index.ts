// Every command of etcdctl, in the order in which upstream registers them.
import type { EtcdctlCommand } from "../command";
import { alarmDisarm, alarmList } from "./alarm";
import { authDisable, authEnable, authStatus } from "./auth";
import { checkPerf } from "./check-perf";
import { compaction } from "./compaction";
import { defrag } from "./defrag";
import { del } from "./del";
import { elect } from "./elect";
import { endpointHash, endpointHealth, endpointStatus } from "./endpoint";
import { get } from "./get";
import { leaseGrant, leaseKeepAlive, leaseList, leaseRevoke, leaseTimeToLive } from "./lease";
import { lock } from "./lock";
import { memberAdd, memberList, memberPromote, memberRemove, memberUpdate } from "./member";
import { moveLeader } from "./move-leader";
import { put } from "./put";
import {
  roleAdd,
  roleDelete,
  roleGet,
  roleGrantPermission,
  roleList,
  roleRevokePermission,
} from "./role";
import { restore, snapshotSave, status } from "./snapshot";
import { txn } from "./txn";
import {
  userAdd,
  userDelete,
  userGet,
  userGrantRole,
  userList,
  userPassword,
  userRevokeRole,
} from "./user";
import { version } from "./version";
import { watch } from "./watch";

export const verbs: readonly EtcdctlCommand[] = [
  get,
  put,
  del,
  txn,
  compaction,
  alarmDisarm,
  alarmList,
  defrag,
  endpointHealth,
  endpointStatus,
  endpointHash,
  moveLeader,
  watch,
  version,
  leaseGrant,
  leaseRevoke,
  leaseTimeToLive,
  leaseList,
  leaseKeepAlive,
  memberAdd,
  memberRemove,
  memberUpdate,
  memberList,
  memberPromote,
  snapshotSave,
  restore,
  status,
  lock,
  elect,
  authEnable,
  authDisable,
  authStatus,
  userAdd,
  userDelete,
  userGet,
  userList,
  userPassword,
  userGrantRole,
  userRevokeRole,
  roleAdd,
  roleDelete,
  roleGet,
  roleList,
  roleGrantPermission,
  roleRevokePermission,
  checkPerf,
];
