// The explicit list of text and file tools; `shell-tools.test.ts` holds each to the same contract.
import type { Program } from "../../machine/program";
import { awk, gawk, mawk } from "./awk";
import { base64 } from "./base64";
import { echo, kill, printf, pwd } from "./builtin-tools";
import { cat } from "./cat";
import { clear, falseTool, trueTool, yes } from "./constant";
import { cut } from "./cut";
import { date } from "./date";
import { diff } from "./diff";
import { chgrp, chmod, chown, cp, ln, mkdir, mv, rm, rmdir, touch } from "./file-changes";
import { find } from "./find";
import { egrep, fgrep, grep } from "./grep";
import { head } from "./head";
import {
  basename,
  dirname,
  env,
  hostname,
  id,
  printenv,
  readlink,
  realpath,
  uname,
  which,
  whoami,
} from "./identity";
import { jq } from "./jq";
import { column, nl, paste, rev, tac } from "./line-tools";
import { ls } from "./ls";
import { less, more, nano, vi, vim } from "./pagers";
import { nohup, sudo, time, timeout, watch } from "./run-tools";
import { sed } from "./sed";
import { seq } from "./seq";
import { sleep } from "./sleep";
import { sort } from "./sort";
import { stat } from "./stat";
import { tail } from "./tail";
import { tar } from "./tar";
import { tee } from "./tee";
import { tr } from "./tr";
import { uniq } from "./uniq";
import { wc } from "./wc";
import { xargs } from "./xargs";

export const shellTools: readonly Program[] = [
  awk,
  base64,
  basename,
  cat,
  chgrp,
  chmod,
  chown,
  clear,
  column,
  cp,
  cut,
  date,
  diff,
  dirname,
  echo,
  egrep,
  env,
  falseTool,
  fgrep,
  find,
  gawk,
  grep,
  head,
  hostname,
  id,
  jq,
  kill,
  less,
  ln,
  ls,
  mawk,
  mkdir,
  more,
  mv,
  nano,
  nl,
  nohup,
  paste,
  printenv,
  printf,
  pwd,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  sleep,
  sort,
  stat,
  sudo,
  tac,
  tail,
  tar,
  tee,
  time,
  timeout,
  touch,
  tr,
  trueTool,
  uname,
  uniq,
  vi,
  vim,
  watch,
  wc,
  which,
  whoami,
  xargs,
  yes,
];
