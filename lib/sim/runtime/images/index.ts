// Every image there is to pull, and the programs they bring.
import type { Layer } from "../../machine/layers";
import { baseLayer } from "../base-layer";
import type { ImageDefinition, ServerProgram } from "../define-image";
import {
  coredns,
  kubeApiserver,
  kubeControllerManager,
  kubeProxy,
  kubeScheduler,
  pause,
} from "./control-plane";
import { mariadb, mongo, mysql, postgres } from "./databases";
import { alpine, busybox, debian, ubuntu } from "./distributions";
import { agnhost, helloApp, httpEcho, webappColor, whoami } from "./echo";
import { etcd } from "./etcd";
import { crash, neverReady, outOfMemory, slowStart, stress } from "./faulty";
import { hpaExample } from "./hpa-example";
import { httpd } from "./httpd";
import { metricsServer } from "./metrics-server";
import { curl, dnsutils, netshoot } from "./network-debug";
import { nginx } from "./nginx";
import { redis } from "./redis";
import { node, python } from "./runtimes";

export const images: readonly ImageDefinition[] = [
  agnhost,
  alpine,
  busybox,
  coredns,
  crash,
  curl,
  debian,
  dnsutils,
  etcd,
  helloApp,
  hpaExample,
  httpd,
  httpEcho,
  kubeApiserver,
  kubeControllerManager,
  kubeProxy,
  kubeScheduler,
  mariadb,
  metricsServer,
  mongo,
  mysql,
  netshoot,
  neverReady,
  nginx,
  node,
  outOfMemory,
  pause,
  postgres,
  python,
  redis,
  slowStart,
  stress,
  ubuntu,
  webappColor,
  whoami,
];

const byRepository: ReadonlyMap<string, ImageDefinition> = new Map(
  images.map((image) => [image.repository, image]),
);

const registries: ReadonlySet<string> = new Set([
  ...images.map(({ repository }) => repository.slice(0, repository.indexOf("/"))),
  "quay.io",
  "ghcr.io",
]);

export const findImage = (repository: string): ImageDefinition | undefined =>
  byRepository.get(repository);

export const hasRegistry = (host: string): boolean => registries.has(host);

/** Programs of all images, for the registry of programs. */
export const imagePrograms: readonly ServerProgram[] = images.flatMap(
  ({ programs = [] }) => programs,
);

export const imageLayers: readonly Layer[] = [
  baseLayer,
  ...images.flatMap(({ layers = [] }) => layers),
];

export const serverPrograms: ReadonlyMap<string, ServerProgram> = new Map(
  imagePrograms.map((program) => [program.name, program]),
);
