// One pod, three nodes: the control plane is filtered out, the two workers are scored.

export function FilterAndRank() {
  return (
    <svg
      viewBox="0 0 400 452"
      role="img"
      aria-labelledby="filter-and-rank-title filter-and-rank-desc"
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
      <title id="filter-and-rank-title">거르고 매기기</title>
      <desc id="filter-and-rank-desc">
        CPU 1, 메모리 1Gi를 요청하는 파드가 있어요. 1단계에서 테인트가 걸린 controlplane이 빠져요.
        2단계에서 node01은 남을 CPU 50점과 메모리 75점으로 62점, node02는 75점과 87점으로 81점을
        받아요. node02가 골라져 파드의 nodeName에 적혀요.
      </desc>

      <rect
        x="110"
        y="10"
        width="180"
        height="52"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="200" y="31" textAnchor="middle" fontWeight="700">
        새 파드
      </text>
      <text x="200" y="51" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        cpu 1 · memory 1Gi
      </text>

      {/* filter */}
      <text x="14" y="92" fontWeight="700">
        1. 거르기
      </text>
      <path d="M90 87H386" stroke="var(--line)" />
      <g>
        <rect
          x="14"
          y="104"
          width="116"
          height="72"
          rx="8"
          fill="var(--paper)"
          stroke="var(--danger)"
          strokeDasharray="4 4"
        />
        <text
          x="72"
          y="126"
          textAnchor="middle"
          fontFamily="var(--font-mono)"
          fontSize="12"
          fill="var(--ink-soft)"
        >
          controlplane
        </text>
        <text x="72" y="148" textAnchor="middle" fontSize="12" fill="var(--danger)">
          NoSchedule 테인트
        </text>
        <text
          x="72"
          y="166"
          textAnchor="middle"
          fontSize="12"
          fontWeight="700"
          fill="var(--danger)"
        >
          탈락
        </text>
        <rect
          x="142"
          y="104"
          width="116"
          height="72"
          rx="8"
          fill="var(--paper)"
          stroke="var(--ink)"
        />
        <text x="200" y="126" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="600">
          node01
        </text>
        <text x="200" y="148" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
          2 CPU · 4Gi
        </text>
        <text x="200" y="166" textAnchor="middle" fontSize="12" fill="var(--accent)">
          통과
        </text>
        <rect
          x="270"
          y="104"
          width="116"
          height="72"
          rx="8"
          fill="var(--paper)"
          stroke="var(--ink)"
        />
        <text x="328" y="126" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="600">
          node02
        </text>
        <text x="328" y="148" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
          4 CPU · 8Gi
        </text>
        <text x="328" y="166" textAnchor="middle" fontSize="12" fill="var(--accent)">
          통과
        </text>
      </g>

      {/* rank */}
      <text x="14" y="208" fontWeight="700">
        2. 매기기
      </text>
      <path d="M90 203H386" stroke="var(--line)" />
      <text x="14" y="248" fontSize="12" fill="var(--ink-soft)">
        남을 CPU
      </text>
      <text x="14" y="282" fontSize="12" fill="var(--ink-soft)">
        남을 메모리
      </text>
      <text x="14" y="318" fontSize="12" fill="var(--ink-soft)">
        점수 (평균)
      </text>
      {[
        { x: 142, cpu: 50, memory: 75, score: 62, won: false },
        { x: 270, cpu: 75, memory: 87, score: 81, won: true },
      ].map((n) => (
        <g key={n.x}>
          <path d={`M${n.x + 58} 176V222`} stroke="var(--ink-soft)" strokeWidth="1.5" />
          {[
            { y: 236, value: n.cpu },
            { y: 270, value: n.memory },
          ].map((bar) => (
            <g key={bar.y}>
              <rect
                x={n.x}
                y={bar.y}
                width="86"
                height="16"
                rx="3"
                fill="var(--paper-soft)"
                stroke="var(--line)"
              />
              <rect
                x={n.x}
                y={bar.y}
                width={(86 * bar.value) / 100}
                height="16"
                rx="3"
                fill="var(--accent)"
              />
              <text
                x={n.x + 116}
                y={bar.y + 13}
                textAnchor="end"
                fontSize="12"
                fontFamily="var(--font-mono)"
              >
                {bar.value}
              </text>
            </g>
          ))}
          <text
            x={n.x + 58}
            y="322"
            textAnchor="middle"
            fontSize="20"
            fontWeight="700"
            fontFamily="var(--font-mono)"
            fill={n.won ? "var(--accent)" : "var(--ink-soft)"}
          >
            {n.score}
          </text>
        </g>
      ))}

      {/* bind */}
      <text x="14" y="358" fontWeight="700">
        3. 적기
      </text>
      <path d="M76 353H386" stroke="var(--line)" />
      <path d="M328 332V378" stroke="var(--accent)" strokeWidth="2" />
      <path d="M323 376L328 385L333 376Z" fill="var(--accent)" />
      <rect
        x="142"
        y="386"
        width="244"
        height="40"
        rx="6"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="264" y="411" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="600">
        spec.nodeName: node02
      </text>
      <text x="264" y="445" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        띄우는 것은 node02의 kubelet
      </text>
    </svg>
  );
}
