// The cluster's own etcd, and the keys in it which the API server keeps for itself and serves to nobody.
import { clusterInstance } from "../../../etcd/member";
import { formatTime } from "../../../meta/time";
import type { NodeSize, PresetTools } from "../../define-preset";

export function createClusterEtcd({ etcd }: PresetTools, first: NodeSize): void {
  etcd.create(
    {
      name: first.name,
      peerUrls: [`https://${first.address}:2380`],
      clientUrls: [`https://${first.address}:2379`],
      token: "etcd-cluster",
      version: "3.6.8",
    },
    clusterInstance,
  );
}

/** Differs: their values are short texts, not the protobuf of upstream's unserved kinds. */
export function createStorageKeys(
  { etcd, state }: PresetTools,
  first: NodeSize,
  apiServerId: string,
): void {
  const server = etcd.server(clusterInstance);
  const put = (key: string, value: string): void => {
    server.put({ key, value });
  };
  put("/registry/ranges/servicenodeports", "30000-32767\n");
  put(`/registry/masterleases/${first.address}`, `${first.address} ${formatTime(state.now)}\n`);
  put(`/registry/peerserverleases/apiserver-${apiServerId}`, `${first.address}:6443\n`);
  put("compact_rev_key", String(server.header.revision));
}
