// The definition file on the left, what each field is on the right; indentation shown as guide lines.

const lines: ReadonlyArray<readonly [indent: number, key: string, value: string]> = [
  [0, "apiVersion:", "v1"],
  [0, "kind:", "Pod"],
  [0, "metadata:", ""],
  [1, "name:", "myapp-pod"],
  [1, "labels:", ""],
  [2, "app:", "myapp"],
  [2, "type:", "front-end"],
  [0, "spec:", ""],
  [1, "containers:", ""],
  [2, "- name:", "nginx-container"],
  [2, "  image:", "nginx"],
];

const notes = [
  { from: 0, to: 0, head: "문자열", text: "어느 API로" },
  { from: 1, to: 1, head: "문자열", text: "무엇을" },
  { from: 2, to: 6, head: "사전", text: "이름과 레이블" },
  { from: 7, to: 10, head: "사전", text: "바라는 모습" },
];

const top = 24;
const row = 27;
const y = (line: number) => top + line * row;

export function FourFields() {
  return (
    <svg
      viewBox="0 0 400 340"
      role="img"
      aria-labelledby="four-fields-title four-fields-desc"
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
      <title id="four-fields-title">정의 파일의 네 필드</title>
      <desc id="four-fields-desc">
        왼쪽은 pod-definition.yaml이에요. 오른쪽 묶음표가 apiVersion과 kind는 문자열, name과
        labels를 담은 metadata는 사전, containers를 담은 spec도 사전이라고 알려 줘요. app과 type은
        labels의 자식이에요.
      </desc>
      <rect
        x="1"
        y="1"
        width="262"
        height="324"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
      />
      <g stroke="var(--line)" strokeWidth="1.5">
        <path d={`M20 ${y(3) - 8}V${y(6) + 18}M20 ${y(8) - 8}V${y(10) + 18}`} />
        <path d={`M38 ${y(5) - 8}V${y(6) + 18}M38 ${y(9) - 8}V${y(10) + 18}`} />
      </g>
      {lines.map(([indent, key, value], i) => (
        <text
          key={key + value}
          x={16 + indent * 18}
          y={y(i) + 5}
          fontFamily="var(--font-mono)"
          fontSize="14"
          xmlSpace="preserve"
        >
          <tspan
            fill={indent === 0 ? "var(--accent)" : "var(--ink)"}
            fontWeight={indent === 0 ? 700 : 400}
          >
            {key}
          </tspan>
          <tspan fill="var(--ink-soft)">{value ? ` ${value}` : ""}</tspan>
        </text>
      ))}
      {notes.map((n) => {
        const a = y(n.from) - 9;
        const b = y(n.to) + 11;
        const mid = (a + b) / 2;
        return (
          <g key={n.text}>
            <path
              d={`M270 ${a}h8V${b}h-8M278 ${mid}h8`}
              fill="none"
              stroke="var(--accent)"
              strokeWidth="1.5"
            />
            <text x="292" y={mid + 5}>
              <tspan fontWeight="600">{n.head}</tspan>
              {n.from === n.to ? <tspan fill="var(--ink-soft)">{` ${n.text}`}</tspan> : null}
            </text>
            {n.from === n.to ? null : (
              <text x="292" y={mid + 24} fill="var(--ink-soft)" fontSize="12">
                {n.text}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
