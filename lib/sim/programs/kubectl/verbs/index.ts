// The commands of kubectl, in the order of their names. Adding one is a file in this folder and a line here.
import type { Command } from "../command";
import { annotate } from "./annotate";
import { apiResources } from "./api-resources";
import { apiVersions } from "./api-versions";
import { apply } from "./apply";
import { attach } from "./attach";
import { auth } from "./auth";
import { autoscale } from "./autoscale";
import { certificate } from "./certificate";
import { clusterInfo } from "./cluster-info";
import { config } from "./config";
import { cordon, uncordon } from "./cordon";
import { cp } from "./cp";
import { create } from "./create";
import { debug } from "./debug";
import { deleteVerb } from "./delete";
import { describe } from "./describe";
import { diff } from "./diff";
import { drain } from "./drain";
import { edit } from "./edit";
import { events } from "./events";
import { exec } from "./exec";
import { explain } from "./explain";
import { expose } from "./expose";
import { get } from "./get";
import { label } from "./label";
import { logs } from "./logs";
import { patch } from "./patch";
import { completion, kustomize, options, plugin, portForward, proxy } from "./plain";
import { replace } from "./replace";
import { rollout } from "./rollout";
import { run } from "./run";
import { scale } from "./scale";
import { set } from "./set";
import { taint } from "./taint";
import { top } from "./top";
import { version } from "./version";
import { wait } from "./wait";

export const verbs: readonly Command[] = [
  annotate,
  apiResources,
  apiVersions,
  apply,
  attach,
  auth,
  autoscale,
  certificate,
  clusterInfo,
  completion,
  config,
  cordon,
  cp,
  create,
  debug,
  deleteVerb,
  describe,
  diff,
  drain,
  edit,
  events,
  exec,
  explain,
  expose,
  get,
  kustomize,
  label,
  logs,
  options,
  patch,
  plugin,
  portForward,
  proxy,
  replace,
  rollout,
  run,
  scale,
  set,
  taint,
  top,
  uncordon,
  version,
  wait,
];
