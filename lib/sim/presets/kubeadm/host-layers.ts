// The files of hosts as kubeadm leaves them. They are the same in every cluster with these nodes, so they lie in
// read-only layers and weigh nothing in a saved cluster; what a learner changes lies on top.
//
// Kubernetes: cmd/kubeadm/app/constants/constants.go, phases/{certs,kubeconfig,kubelet}

import { certificateFor } from "../../apiserver/credentials";
import { clusterCertificate } from "../../controllers/cluster-certificate";
import { clusterInstance } from "../../etcd/member";
import { liveFile } from "../../etcd/snapshot-file";
import { defineLayer, type Layer, type LayerFile } from "../../machine/layers";
import { decodeBase64 } from "../../meta/base64";
import { pemOf } from "../../meta/pem";
import { writeYaml } from "../../meta/yaml/write";
import { binary } from "../../runtime/binary";
import type { NodeSize } from "../define-preset";
import { hostConfiguration } from "./host-files";
import {
  administrator,
  component,
  kubeconfig,
  kubeletKubeconfig,
  superAdministrator,
} from "./kubeconfig";
import { manifestDirectory, staticPodManifests } from "./static-pods";

type LayerFiles = Record<string, string | LayerFile>;

/** `host controlplane@172.30.1.2`: the same name has the same files. */
export const hostLayerName = ({ name, address }: NodeSize): string => `host ${name}@${address}`;

export const hostLayersOf = (nodes: readonly NodeSize[]): Layer[] =>
  nodes.map((node) => defineLayer(hostLayerName(node), hostFiles(node, nodes)));

function hostFiles(node: NodeSize, nodes: readonly NodeSize[]): LayerFiles {
  const first = nodes.find(({ isControlPlane }) => isControlPlane);
  const server = `https://${first?.address ?? node.apiServer ?? node.address}:6443`;
  const hosts = nodes.map(({ address, name }) => `${address} ${name}\n`).join("");
  const who = { name: `system:node:${node.name}`, groups: ["system:nodes"] };
  const own: LayerFiles = {
    ...hostConfiguration(node),
    "/etc/hostname": `${node.name}\n`,
    "/etc/hosts": `127.0.0.1 localhost\n${hosts}`,
    "/etc/machine-id": `${node.machineId}\n`,
    "/etc/kubernetes/kubelet.conf": secret(kubeletKubeconfig(server, node.name)),
    "/etc/kubernetes/pki/ca.crt": clusterCertificate,
    "/var/lib/kubelet/pki/kubelet-client-current.pem": secret(
      decodeBase64(certificateFor(who)) ?? "",
    ),
    "/var/lib/kubelet/pki/kubelet.crt": pemOf("CERTIFICATE", `kubelet ${node.name}`, 17),
    "/var/lib/kubelet/pki/kubelet.key": secretKey(`kubelet ${node.name}`),
    [`${manifestDirectory}/`]: "",
  };
  if (node.apiServer !== undefined)
    own["/root/.kube/config"] = secret(kubeconfig(server, administrator));
  return node.isControlPlane ? { ...own, ...controlPlaneFiles(node, server) } : own;
}

const secret = (text: string): LayerFile => ({ text, mode: 0o600 });
const secretKey = (name: string): LayerFile => secret(pemOf("RSA PRIVATE KEY", name, 25));

function controlPlaneFiles(node: NodeSize, server: string): LayerFiles {
  const admin = secret(kubeconfig(server, administrator));
  const files: LayerFiles = {
    "/root/.kube/config": admin,
    "/etc/kubernetes/admin.conf": admin,
    "/etc/kubernetes/super-admin.conf": secret(kubeconfig(server, superAdministrator)),
    "/etc/kubernetes/controller-manager.conf": secret(
      kubeconfig(server, component("kube-controller-manager")),
    ),
    "/etc/kubernetes/scheduler.conf": secret(kubeconfig(server, component("kube-scheduler"))),
    "/etc/kubernetes/pki/ca.key": secretKey("kubernetes"),
    "/etc/kubernetes/pki/sa.key": secretKey("service accounts"),
    "/etc/kubernetes/pki/sa.pub": secret(pemOf("PUBLIC KEY", "service accounts", 6)),
    "/usr/bin/kubeadm": binary("kubeadm"),
    "/var/lib/etcd/member/snap/db": secret(liveFile(clusterInstance)),
    "/var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal": secret("write-ahead log\n"),
  };
  for (const name of certificates) {
    const isAuthority = name.endsWith("ca");
    files[`/etc/kubernetes/pki/${name}.crt`] = pemOf("CERTIFICATE", name, isAuthority ? 17 : 19);
    files[`/etc/kubernetes/pki/${name}.key`] = secretKey(name);
  }
  for (const [name, manifest] of staticPodManifests(node))
    files[`${manifestDirectory}/${name}`] = secret(writeYaml(manifest));
  return files;
}

const certificates = [
  "apiserver",
  "apiserver-etcd-client",
  "apiserver-kubelet-client",
  "front-proxy-ca",
  "front-proxy-client",
  "etcd/ca",
  "etcd/healthcheck-client",
  "etcd/peer",
  "etcd/server",
];
