// What kubectl apply does: create when absent, compare three documents when present.

export function ApplyFlow() {
  return (
    <svg
      viewBox="0 0 400 400"
      role="img"
      aria-labelledby="apply-flow-title apply-flow-desc"
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
      <title id="apply-flow-title">kubectl apply의 흐름</title>
      <desc id="apply-flow-desc">
        kubectl apply는 로컬 파일을 읽고 오브젝트가 있는지 물어요. 없으면 파일대로 만들어요. 있으면
        로컬 파일, 라이브 오브젝트, 그 안의 어노테이션에 든 마지막 적용 구성을 견줘 다른 곳만
        고쳐요. 두 길 모두 방금 쓴 파일의 내용을 어노테이션에 새로 적고 끝나요.
      </desc>

      <rect x="110" y="4" width="180" height="46" rx="8" fill="var(--accent)" />
      <text x="200" y="24" textAnchor="middle" fill="var(--paper)" fontFamily="var(--font-mono)">
        kubectl apply -f
      </text>
      <text x="200" y="42" textAnchor="middle" fill="var(--paper)" fontSize="12">
        ① 로컬 파일을 읽어요
      </text>
      <path d="M200 50V70" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M200 70L276 98L200 126L124 98Z" fill="var(--paper-soft)" stroke="var(--ink)" />
      <text x="200" y="103" textAnchor="middle" fontSize="12">
        오브젝트가 있나요?
      </text>

      <path d="M124 98H76V138" fill="none" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M71 136l5 10l5-10z" fill="var(--ink-soft)" />
      <text x="98" y="90" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        없음
      </text>
      <path d="M276 98H292V138" fill="none" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M287 136l5 10l5-10z" fill="var(--ink-soft)" />
      <text x="300" y="90" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        있음
      </text>

      <rect
        x="14"
        y="148"
        width="124"
        height="58"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="76" y="172" textAnchor="middle">
        파일대로 만들어요
      </text>
      <text
        x="76"
        y="193"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="12"
        fill="var(--accent)"
      >
        created
      </text>

      <rect
        x="176"
        y="148"
        width="218"
        height="104"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--ink)"
        strokeWidth="1.5"
      />
      <text x="188" y="170" fontWeight="600">
        ③ 라이브 오브젝트
      </text>
      <rect
        x="188"
        y="182"
        width="194"
        height="58"
        rx="6"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="200" y="204" fontWeight="600">
        ② 마지막 적용 구성
      </text>
      <text x="200" y="225" fontSize="12" fill="var(--ink-soft)">
        어노테이션 속 JSON 한 줄
      </text>
      <path d="M285 252V268" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M280 266l5 10l5-10z" fill="var(--ink-soft)" />

      <rect
        x="176"
        y="278"
        width="218"
        height="58"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="285" y="302" textAnchor="middle">
        ①②③을 견줘 다른 곳만 고쳐요
      </text>
      <text
        x="285"
        y="323"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="12"
        fill="var(--accent)"
      >
        configured · unchanged
      </text>

      <path d="M76 206V348M285 336V348" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M71 346l5 10l5-10zM280 346l5 10l5-10z" fill="var(--ink-soft)" />
      <rect
        x="14"
        y="358"
        width="380"
        height="36"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="204" y="381" textAnchor="middle">
        방금 쓴 파일을 새 '마지막 적용 구성'으로 적어요
      </text>
    </svg>
  );
}
