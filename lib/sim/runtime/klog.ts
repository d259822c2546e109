// Time as Go's klog writes it: `1123 04:02:13.605758`.
import { civilFromMs } from "../meta/time";

export function klogTime(ms: number): string {
  const t = civilFromMs(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  const micros = String(Math.floor(t.millisecond) * 1000).padStart(6, "0");
  return `${two(t.month)}${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${micros}`;
}
