// A command that was typed with the keyboard in Hangul mode: `ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ` is `kubectl get pods`.
import { convertHangulToQwerty } from "es-hangul";

/** The words a line may begin with here; anything else is taken as it was typed. */
const commands: ReadonlySet<string> = new Set(
  `awk bash base64 cat cd chmod chown clear cp crictl ctr curl cut date df diff dig docker echo env etcdctl
  exit export find grep head help history hostname id ip journalctl jq k kill kubeadm kubectl less ln ls man
  mkdir mv nano nerdctl nslookup ping ps pwd rm sed sleep sort ssh stat sudo systemctl tail tee touch tr uname
  vi vim watch wc which whoami xargs`.split(/\s+/),
);

/** The line as it was meant, when it was typed in Hangul mode and makes sense in English. */
export function meantInEnglish(line: string): string | undefined {
  const typed = line.normalize("NFC").trim();
  if (!/^[ㄱ-ㅣ가-힣]/u.test(typed)) return undefined;
  const meant = convertHangulToQwerty(typed);
  const [command = ""] = meant.split(/\s/, 1);
  return commands.has(command) ? meant : undefined;
}
