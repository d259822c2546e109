// ip: addresses and routes of the host, or of the pod a shell runs in.
import type { Program, ProgramIo } from "../../machine/program";
import { sha256Hex } from "../../meta/sha256";
import { gatewayOf } from "../../network/addresses";
import { type NetworkNamespace, namespaceOf, nodeNamespaceId } from "../../network/namespaces";
import type { HostWorld } from "../host-world";

type Io = ProgramIo<HostWorld>;

export const ip: Program<HostWorld> = {
  name: "ip",
  summary: "show addresses and routes",
  run(io) {
    const words = io.args.filter((word) => !/^-(4|br|brief|c|color|o|d)$/.test(word));
    const isBrief = io.args.some((word) => /^-br/.test(word));
    const [object = "", verb = "show"] = words;
    const namespace = namespaceOf(io.world.host.state, io.process.machine);
    if (namespace === undefined) {
      io.stdout(loopback(1));
      return 0;
    }
    const isObject = (name: string): boolean => object !== "" && name.startsWith(object);
    if (!["show", "list", "ls", "s", "l"].includes(verb) && !isObject("route")) {
      if (verb !== "dev") {
        io.stderr(`Command "${verb}" is not simulated here, only show.\n`);
        return 1;
      }
    }
    if (isObject("route")) io.stdout(routes(namespace));
    else if (isObject("address") || object === "addr")
      io.stdout(isBrief ? brief(namespace) : addresses(io, namespace));
    else if (isObject("link")) io.stdout(links(io, namespace));
    else {
      io.stderr(
        object === ""
          ? "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n"
          : `Object "${object}" is unknown, try "ip help".\n`,
      );
      return object === "" ? 255 : 1;
    }
    return 0;
  },
};

const loopback = (index: number): string =>
  `${index}: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n`;

function addresses(io: Io, namespace: NetworkNamespace): string {
  if (!isNode(namespace)) {
    const host = `${loopback(1)}2: eth0@if7: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default \n`;
    return `${host}    link/ether ${hardware(namespace.address)} brd ff:ff:ff:ff:ff:ff link-netnsid 0\n    inet ${namespace.address}/24 brd ${broadcast(namespace.address)} scope global eth0\n       valid_lft forever preferred_lft forever\n`;
  }
  const own = `2: enp1s0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000\n    link/ether ${hardware(namespace.address)} brd ff:ff:ff:ff:ff:ff\n    inet ${namespace.address}/24 brd ${broadcast(namespace.address)} scope global enp1s0\n       valid_lft forever preferred_lft forever\n`;
  const gateway = gatewayOf(namespace.podCidr ?? "");
  const bridge =
    gateway === undefined
      ? ""
      : `3: cni0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000\n    link/ether ${hardware(gateway)} brd ff:ff:ff:ff:ff:ff\n    inet ${gateway}/24 brd ${broadcast(gateway)} scope global cni0\n       valid_lft forever preferred_lft forever\n`;
  const pods = podSandboxes(io).map(
    ({ id }, at) =>
      `${at + 4}: veth${id.slice(0, 8)}@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master cni0 state UP group default \n    link/ether ${hardware(id)} brd ff:ff:ff:ff:ff:ff link-netns cni-${uuid(id)}\n`,
  );
  return loopback(1) + own + bridge + pods.join("");
}

function links(io: Io, namespace: NetworkNamespace): string {
  return addresses(io, namespace)
    .split("\n")
    .filter((line) => !/^ {4}inet|^ {7}valid_lft/.test(line))
    .join("\n");
}

function brief(namespace: NetworkNamespace): string {
  const name = isNode(namespace) ? "enp1s0" : "eth0@if7";
  const gateway = isNode(namespace) ? gatewayOf(namespace.podCidr ?? "") : undefined;
  const row = (device: string, state: string, address: string): string =>
    `${device.padEnd(16)} ${state.padEnd(14)} ${address} \n`;
  return (
    row("lo", "UNKNOWN", "127.0.0.1/8") +
    row(name, "UP", `${namespace.address}/24`) +
    (gateway === undefined ? "" : row("cni0", "UP", `${gateway}/24`))
  );
}

function routes(namespace: NetworkNamespace): string {
  const range = (address: string): string => address.replace(/\.\d+$/, ".0/24");
  if (!isNode(namespace)) {
    const gateway = namespace.address.replace(/\.\d+$/, ".1");
    return `default via ${gateway} dev eth0 \n${range(namespace.address)} dev eth0 proto kernel scope link src ${namespace.address} \n`;
  }
  const router = namespace.address.replace(/\.\d+$/, ".1");
  const gateway = gatewayOf(namespace.podCidr ?? "");
  const pods =
    gateway === undefined
      ? ""
      : `${namespace.podCidr} dev cni0 proto kernel scope link src ${gateway} \n`;
  return `default via ${router} dev enp1s0 proto static \n${pods}${range(namespace.address)} dev enp1s0 proto kernel scope link src ${namespace.address} \n`;
}

const isNode = ({ id, node }: NetworkNamespace): boolean => id === nodeNamespaceId(node);

function podSandboxes(io: Io) {
  return io.world.host.runtime
    .sandboxesOn(io.process.machine)
    .filter(({ hostNetwork, state }) => !hostNetwork && state === "ready");
}

const broadcast = (address: string): string => address.replace(/\.\d+$/, ".255");

/** Always the same for the same name. */
function hardware(name: string): string {
  const hex = sha256Hex(name);
  return `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

function uuid(name: string): string {
  const hex = sha256Hex(`netns ${name}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
