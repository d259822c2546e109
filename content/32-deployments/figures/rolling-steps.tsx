// A rolling update of three replicas, step by step: never above four, never below three ready.

type Pod = "old" | "new" | "starting";

const steps: ReadonlyArray<{
  readonly pods: readonly Pod[];
  readonly text: string;
  readonly counts: string;
}> = [
  { pods: ["old", "old", "old"], text: "시작", counts: "3 · 0" },
  { pods: ["old", "old", "old", "starting"], text: "새것 하나 더", counts: "3 · 1" },
  { pods: ["old", "old", "new"], text: "준비되면 옛것 하나 내림", counts: "2 · 1" },
  { pods: ["old", "old", "new", "starting"], text: "또 하나 더", counts: "2 · 2" },
  { pods: ["old", "new", "new"], text: "또 하나 내림", counts: "1 · 2" },
  { pods: ["old", "new", "new", "starting"], text: "마지막 하나 더", counts: "1 · 3" },
  { pods: ["new", "new", "new"], text: "끝", counts: "0 · 3" },
];

function PodMark({ x, y, kind }: { readonly x: number; readonly y: number; readonly kind: Pod }) {
  if (kind === "old") {
    return (
      <g>
        <rect
          x={x}
          y={y}
          width="34"
          height="24"
          rx="5"
          fill="var(--paper-soft)"
          stroke="var(--ink-soft)"
          strokeWidth="1.5"
        />
        <text x={x + 17} y={y + 17} textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
          옛
        </text>
      </g>
    );
  }
  return (
    <g>
      <rect
        x={x}
        y={y}
        width="34"
        height="24"
        rx="5"
        fill={kind === "new" ? "var(--accent)" : "var(--paper)"}
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeDasharray={kind === "starting" ? "4 3" : undefined}
      />
      <text
        x={x + 17}
        y={y + 17}
        textAnchor="middle"
        fontSize="12"
        fill={kind === "new" ? "var(--paper)" : "var(--accent)"}
      >
        새
      </text>
    </g>
  );
}

export function RollingSteps() {
  return (
    <svg
      viewBox="0 0 400 330"
      role="img"
      aria-labelledby="rolling-steps-title rolling-steps-desc"
      style={{
        display: "block",
        width: "100%",
        maxWidth: 560,
        height: "auto",
        margin: "0 auto",
      }}
      fontFamily="var(--font-sans)"
      fontSize="13"
      fill="var(--ink)"
    >
      <title id="rolling-steps-title">레플리카 3개의 롤링 업데이트</title>
      <desc id="rolling-steps-desc">
        위에서 아래로 일곱 단계예요. 옛 파드 셋에서 시작해, 새 파드를 하나 띄우고 준비되면 옛 파드를
        하나 내리기를 세 번 되풀이하면 새 파드 셋이 돼요. 파드는 넷을 넘지 않고, 준비된 파드는 셋
        아래로 내려가지 않아요.
      </desc>
      <text x="14" y="18" fontSize="12" fill="var(--ink-soft)">
        파드
      </text>
      <text x="186" y="18" fontSize="12" fill="var(--ink-soft)">
        옛 RS · 새 RS
      </text>
      <rect x="6" y="28" width="132" height="260" rx="8" fill="var(--accent-soft)" />
      <path d="M138 28V288" stroke="var(--accent)" strokeWidth="1.5" />
      <path d="M182 28V288" stroke="var(--warning)" strokeWidth="1.5" strokeDasharray="5 3" />
      {steps.map((s, i) => {
        const y = 36 + i * 36;
        return (
          <g key={s.counts}>
            {s.pods
              .map((kind, n) => ({ kind, x: 12 + n * 42 }))
              .map((pod) => (
                <PodMark key={pod.x} x={pod.x} y={y} kind={pod.kind} />
              ))}
            <text x="222" y={y + 17} textAnchor="middle" fontFamily="var(--font-mono)">
              {s.counts}
            </text>
            <text x="262" y={y + 17} fontSize="12">
              {s.text}
            </text>
          </g>
        );
      })}
      <text x="138" y="306" textAnchor="middle" fontSize="12" fill="var(--accent)">
        준비된 파드는 3개 이상
      </text>
      <text x="206" y="325" textAnchor="middle" fontSize="12" fill="var(--ink)">
        maxSurge 1: 점선을 넘지 않아요
      </text>
    </svg>
  );
}
