// Three documents side by side, one row per field, and what apply decides for each row.

const rows = [
  { key: "app", file: "myapp", last: "myapp", live: "myapp", result: "그대로", kind: "keep" },
  { key: "type", file: "", last: "front-end", live: "front-end", result: "지움", kind: "drop" },
  { key: "owner", file: "", last: "", live: "minjun", result: "남김", kind: "keep" },
  { key: "image", file: "1.27", last: "1.26", live: "1.26", result: "바꿈", kind: "set" },
] as const;

const columns = [
  { x: 60, name: "① 파일", field: "file" },
  { x: 146, name: "② 마지막 적용", field: "last" },
  { x: 232, name: "③ 라이브", field: "live" },
] as const;

const colour = {
  keep: "var(--ink)",
  drop: "var(--danger)",
  set: "var(--accent)",
} as const;

export function ThreeWayMerge() {
  return (
    <svg
      viewBox="0 0 400 262"
      role="img"
      aria-labelledby="three-way-merge-title three-way-merge-desc"
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
      <title id="three-way-merge-title">세 구성의 병합</title>
      <desc id="three-way-merge-desc">
        표의 줄은 필드, 칸은 파일, 마지막 적용, 라이브, 결과예요. app은 셋 다 같아서 그대로 둬요.
        type은 파일에만 없고 마지막 적용과 라이브에 있어서 지워요. owner는 라이브에만 있어서 남겨요.
        image는 파일에 1.27, 나머지에 1.26이라서 1.27로 바꿔요.
      </desc>
      {columns.map((c) => (
        <g key={c.field}>
          <rect
            x={c.x}
            y="6"
            width="80"
            height="222"
            rx="8"
            fill="var(--paper-soft)"
            stroke="var(--line)"
          />
          <text x={c.x + 40} y="28" textAnchor="middle" fontSize="12" fontWeight="600">
            {c.name}
          </text>
        </g>
      ))}
      <rect
        x="322"
        y="6"
        width="74"
        height="222"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="359" y="28" textAnchor="middle" fontSize="12" fontWeight="600">
        결과
      </text>
      {rows.map((r, i) => {
        const y = 40 + i * 46;
        return (
          <g key={r.key}>
            <text x="52" y={y + 26} textAnchor="end" fontFamily="var(--font-mono)" fontSize="13">
              {r.key}
            </text>
            {columns.map((c) =>
              r[c.field] === "" ? (
                <g key={c.field}>
                  <rect
                    x={c.x + 4}
                    y={y + 4}
                    width="72"
                    height="34"
                    rx="5"
                    fill="none"
                    stroke="var(--line)"
                    strokeDasharray="4 3"
                  />
                  <text
                    x={c.x + 40}
                    y={y + 26}
                    textAnchor="middle"
                    fontSize="12"
                    fill="var(--ink-soft)"
                  >
                    없음
                  </text>
                </g>
              ) : (
                <g key={c.field}>
                  <rect
                    x={c.x + 4}
                    y={y + 4}
                    width="72"
                    height="34"
                    rx="5"
                    fill="var(--paper)"
                    stroke="var(--ink-soft)"
                  />
                  <text
                    x={c.x + 40}
                    y={y + 26}
                    textAnchor="middle"
                    fontFamily="var(--font-mono)"
                    fontSize="12"
                  >
                    {r[c.field]}
                  </text>
                </g>
              ),
            )}
            <text x="359" y={y + 27} textAnchor="middle" fontWeight="700" fill={colour[r.kind]}>
              {r.result}
            </text>
          </g>
        );
      })}
      <text x="200" y="252" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        빈칸의 뜻은 ②가 정해요. 있었으면 내가 지운 것, 없었으면 남의 것.
      </text>
    </svg>
  );
}
