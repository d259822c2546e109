// Flags that many commands share, as upstream's `AddXFlags` functions.
import { defineFlags, type FlagSpec } from "./flag-specs";

export const globalFlags: readonly FlagSpec[] = defineFlags(`
  as:string as-group:array as-uid:string as-user-extra:array cache-dir:string
  certificate-authority:string client-certificate:string client-key:string cluster:string context:string
  disable-compression:bool insecure-skip-tls-verify:bool kubeconfig:string kuberc:string
  log-flush-frequency:duration=5s match-server-version:bool namespace,n:string password:string
  profile:string=none profile-output:string=profile.pprof request-timeout:string=0 server,s:string
  tls-server-name:string token:string user:string username:string v,v:int vmodule:string
  warnings-as-errors:bool
`).map((flag) => ({ ...flag, isGlobal: true }));

export const filenameFlags = "filename,f:slice kustomize,k:string recursive,R:bool";
export const templateFlags =
  "output,o:string template:string allow-missing-template-keys:bool=true show-managed-fields:bool";
export const dryRunFlag = "dry-run:string=none?unchanged";
export const validateFlag = "validate:string=strict?strict";
export const selectorFlag = "selector,l:string";
export const cascadeFlags =
  "cascade:string=background?background force:bool grace-period:int=-1 timeout:duration wait:bool";
export const recordFlag = "record:bool";
export const recordDeprecation = { record: "--record will be removed in the future" };
