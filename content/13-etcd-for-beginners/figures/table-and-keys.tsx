// The same three people twice: as a table with empty cells, and as one document per key.

const columns = ["이름", "나이", "월급", "성적"];
const rows = [
  ["김하나", "45", "5000", ""],
  ["이두리", "34", "4000", ""],
  ["박세찬", "14", "", "A"],
];

const documents = [
  { key: "/people/hana", lines: ["이름: 김하나", "나이: 45", "월급: 5000"] },
  { key: "/people/duri", lines: ["이름: 이두리", "나이: 34", "월급: 4000"] },
  { key: "/people/sechan", lines: ["이름: 박세찬", "나이: 14", "성적: A"] },
];

const cellX = (column: number) => 20 + column * 90;
const rowY = (row: number) => 36 + row * 30;

export function TableAndKeys() {
  return (
    <svg
      viewBox="0 0 400 348"
      role="img"
      aria-labelledby="table-and-keys-title table-and-keys-desc"
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
      <title id="table-and-keys-title">표 형식과 키-값 형식</title>
      <desc id="table-and-keys-desc">
        위는 이름, 나이, 월급, 성적 열이 있는 표예요. 어른 두 사람은 성적 칸이, 학생은 월급 칸이
        비어 있어요. 아래는 같은 세 사람을 키 하나에 문서 한 장씩으로 적은 것이에요. 문서마다 필요한
        항목만 있어서 빈칸이 없어요.
      </desc>

      <text x="20" y="20" fontWeight="600">
        표 형식
      </text>
      {columns.map((name, c) => (
        <g key={name}>
          <rect
            x={cellX(c)}
            y={rowY(0)}
            width="90"
            height="30"
            fill="var(--paper-soft)"
            stroke="var(--line)"
          />
          <text
            x={cellX(c) + 45}
            y={rowY(0) + 20}
            textAnchor="middle"
            fontSize="12"
            fill="var(--ink-soft)"
          >
            {name}
          </text>
        </g>
      ))}
      {rows.map((row, r) =>
        row.map((value, c) => (
          <g key={`${row[0]}-${columns[c]}`}>
            <rect
              x={cellX(c)}
              y={rowY(r + 1)}
              width="90"
              height="30"
              fill="var(--paper)"
              stroke="var(--line)"
            />
            {value === "" ? (
              <g>
                <rect
                  x={cellX(c) + 5}
                  y={rowY(r + 1) + 5}
                  width="80"
                  height="20"
                  rx="3"
                  fill="none"
                  stroke="var(--warning)"
                  strokeDasharray="3 3"
                />
                <text
                  x={cellX(c) + 45}
                  y={rowY(r + 1) + 19}
                  textAnchor="middle"
                  fontSize="11"
                  fill="var(--warning)"
                >
                  빈칸
                </text>
              </g>
            ) : (
              <text x={cellX(c) + 45} y={rowY(r + 1) + 20} textAnchor="middle">
                {value}
              </text>
            )}
          </g>
        )),
      )}

      <text x="20" y="192" fontWeight="600">
        키-값 형식
      </text>
      {documents.map((d, i) => {
        const x = 20 + i * 122;
        return (
          <g key={d.key}>
            <rect
              x={x}
              y="206"
              width="116"
              height="28"
              rx="6"
              fill="var(--accent-soft)"
              stroke="var(--accent)"
            />
            <text
              x={x + 58}
              y="224"
              textAnchor="middle"
              fontFamily="var(--font-mono)"
              fontSize="11"
              fill="var(--accent)"
            >
              {d.key}
            </text>
            <path d={`M${x + 58} 234V250`} stroke="var(--accent)" strokeWidth="1.5" />
            <path
              d={`M${x} 256a6 6 0 0 1 6 -6H${x + 98}L${x + 116} 268V326a6 6 0 0 1 -6 6H${x + 6}a6 6 0 0 1 -6 -6Z`}
              fill="var(--paper)"
              stroke="var(--ink)"
            />
            <path d={`M${x + 98} 250V268H${x + 116}`} fill="none" stroke="var(--ink)" />
            {d.lines.map((line, n) => (
              <text key={line} x={x + 12} y={278 + n * 20}>
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}
