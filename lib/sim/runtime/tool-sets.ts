// The programs a shell finds in an image, by the distribution it is built on.

const posix =
  "sh cat cp cut date dd df dirname basename du echo env expr false find grep egrep fgrep head hostname id kill link ln ls md5sum mkdir mkfifo mktemp mv nice nohup od printenv printf pwd readlink realpath rm rmdir sed seq sha256sum sha1sum sleep sort split stat sync tail tar tee test [ touch tr true tty uname uniq wc who whoami xargs yes awk base64 comm chmod chown chgrp expand fold nl paste tac tar timeout diff which gzip gunzip sum truncate shuf";

const busyboxOnly =
  "ash ps top vi wget nslookup ping nc netstat ip ifconfig route free uptime clear more less watch mount umount hexdump xxd arping httpd telnet traceroute su login adduser addgroup passwd busybox usleep killall pgrep pkill pidof rev unzip";

export const busyboxTools: readonly string[] = `${posix} ${busyboxOnly}`.split(" ");

export const alpineTools: readonly string[] = [...busyboxTools, "apk"];

export const debianTools: readonly string[] =
  `${posix} bash dash apt apt-get dpkg mount umount less more su passwd adduser groupadd useradd perl clear`.split(
    " ",
  );

/** The shell's own words, for images that bring nothing else. */
export const noTools: readonly string[] = [];

export const networkTools: readonly string[] =
  "curl wget nslookup dig host ping nc netstat ss ip traceroute ps".split(" ");
