// What a NetworkPolicy may be.
//
// Kubernetes: pkg/apis/networking/validation/validation.go (ValidateNetworkPolicySpec)
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "@/generated/kubernetes/types";
import {
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { checkCidr, contains, parseCidr } from "../address-rules";
import { checkSupported, type FieldErrors } from "../field-rules";
import { checkLabelSelector } from "../label-rules";
import { checkPortNumber, checkPortOrName, protocols } from "../pod/port-rules";

const policyTypes = ["Ingress", "Egress"];

export function validateNetworkPolicy({ spec }: NetworkPolicy): FieldError[] {
  const errors: FieldErrors = [];
  const path = fieldPath("spec");
  checkLabelSelector(spec?.podSelector, path.child("podSelector"), errors);
  spec?.ingress?.forEach(({ from, ports }, index) => {
    const at = path.child("ingress").index(index);
    checkRule(ports ?? [], from ?? [], at, at.child("from"), errors);
  });
  spec?.egress?.forEach(({ ports, to }, index) => {
    const at = path.child("egress").index(index);
    checkRule(ports ?? [], to ?? [], at, at.child("to"), errors);
  });
  const types = spec?.policyTypes ?? [];
  if (types.length > 2) {
    errors.push(
      invalid(path.child("policyTypes"), types, "may not specify more than two policyTypes"),
    );
    return errors;
  }
  types.forEach((type, index) => {
    if (policyTypes.includes(type)) return;
    errors.push(notSupported(path.child("policyTypes").index(index), type, policyTypes));
  });
  return errors;
}

function checkRule(
  ports: readonly NetworkPolicyPort[],
  peers: readonly NetworkPolicyPeer[],
  path: FieldPath,
  peersPath: FieldPath,
  errors: FieldErrors,
): void {
  ports.forEach((port, index) => {
    checkPort(port, path.child("ports").index(index), errors);
  });
  peers.forEach((peer, index) => {
    checkPeer(peer, peersPath.index(index), errors);
  });
}

function checkPort(
  { endPort, port, protocol }: NetworkPolicyPort,
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkSupported(protocol, protocols, { path, name: "protocol", errors });
  if (port !== undefined) checkPortOrName(port, path, "port", errors);
  if (endPort === undefined) return;
  if (port === undefined) {
    errors.push(required(path.child("port"), "must be specified when `endPort` is specified"));
  } else if (typeof port === "string") {
    errors.push(
      invalid(path.child("endPort"), endPort, "may not be specified when `port` is non-numeric"),
    );
  } else if (endPort < port) {
    errors.push(invalid(path.child("endPort"), endPort, "must be greater than or equal to `port`"));
  }
  checkPortNumber(endPort, path, "endPort", errors);
}

function checkPeer(peer: NetworkPolicyPeer, path: FieldPath, errors: FieldErrors): void {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  checkLabelSelector(podSelector, path.child("podSelector"), errors);
  checkLabelSelector(namespaceSelector, path.child("namespaceSelector"), errors);
  if (ipBlock !== undefined) checkBlock(ipBlock, path.child("ipBlock"), errors);
  if (!hasSelector && ipBlock === undefined) errors.push(required(path, "must specify a peer"));
  else if (hasSelector && ipBlock !== undefined) {
    errors.push(forbidden(path, "may not specify both ipBlock and another peer"));
  }
}

function checkBlock(
  { cidr = "", except = [] }: NonNullable<NetworkPolicyPeer["ipBlock"]>,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (cidr === "") {
    errors.push(required(path.child("cidr")));
    return;
  }
  if (!checkCidr(cidr, path.child("cidr"), errors)) return;
  const outer = parseCidr(cidr);
  except.forEach((text, index) => {
    const at = path.child("except").index(index);
    if (!checkCidr(text, at, errors)) return;
    const inner = parseCidr(text);
    if (outer === undefined || inner === undefined || outer.address.includes(":")) return;
    if (contains(outer, inner.address) && inner.prefix > outer.prefix) return;
    const detail = `must be a strict subset of \`cidr\``;
    errors.push(invalid(at, text, detail));
  });
}
