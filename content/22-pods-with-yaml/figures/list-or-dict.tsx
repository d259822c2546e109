// A dictionary (named drawers) beside a list (numbered slots) whose elements are dictionaries.

const drawers = [
  ["name", "myapp-pod"],
  ["labels", "사전 하나 더"],
] as const;

const slots = [
  ["nginx-container", "nginx"],
  ["log-collector", "busybox"],
] as const;

export function ListOrDict() {
  return (
    <svg
      viewBox="0 0 400 262"
      role="img"
      aria-labelledby="list-or-dict-title list-or-dict-desc"
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
      <title id="list-or-dict-title">사전과 목록</title>
      <desc id="list-or-dict-desc">
        위의 metadata는 사전이라 name과 labels라는 이름표가 붙은 서랍으로 이루어져요. 아래의
        containers는 목록이라 첫째와 둘째 칸으로 이루어지고, 칸마다 name과 image를 가진 사전이 들어
        있어요.
      </desc>
      <text x="4" y="18" fontWeight="600">
        사전{" "}
        <tspan fontFamily="var(--font-mono)" fontWeight="400">
          metadata
        </tspan>
        <tspan fill="var(--ink-soft)" fontWeight="400">
          {" "}
          · 이름표로 찾아요
        </tspan>
      </text>
      {drawers.map(([name, value], i) => (
        <g key={name} transform={`translate(${4 + i * 198} 30)`}>
          <rect width="190" height="44" rx="6" fill="var(--paper-soft)" stroke="var(--ink)" />
          <rect width="70" height="44" rx="6" fill="var(--accent-soft)" />
          <text x="35" y="27" textAnchor="middle" fontFamily="var(--font-mono)">
            {name}
          </text>
          <text
            x="130"
            y="27"
            textAnchor="middle"
            fontFamily={i === 0 ? "var(--font-mono)" : undefined}
          >
            {value}
          </text>
        </g>
      ))}
      <text x="4" y="112" fontWeight="600">
        목록{" "}
        <tspan fontFamily="var(--font-mono)" fontWeight="400">
          containers
        </tspan>
        <tspan fill="var(--ink-soft)" fontWeight="400">
          {" "}
          · 차례로 세요
        </tspan>
      </text>
      {slots.map(([name, image], i) => (
        <g key={name} transform={`translate(4 ${124 + i * 68})`}>
          <rect
            width="388"
            height="60"
            rx="6"
            fill="var(--paper-soft)"
            stroke={i === 0 ? "var(--ink)" : "var(--line)"}
            strokeDasharray={i === 0 ? undefined : "5 3"}
          />
          <text
            x="22"
            y="38"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="20"
            fill="var(--accent)"
          >
            -
          </text>
          <rect
            x="46"
            y="8"
            width="200"
            height="44"
            rx="5"
            fill="var(--paper)"
            stroke="var(--line)"
          />
          <text x="56" y="35" fontFamily="var(--font-mono)" fontSize="12">
            <tspan fill="var(--ink-soft)">name </tspan>
            {name}
          </text>
          <rect
            x="254"
            y="8"
            width="126"
            height="44"
            rx="5"
            fill="var(--paper)"
            stroke="var(--line)"
          />
          <text x="264" y="35" fontFamily="var(--font-mono)" fontSize="12">
            <tspan fill="var(--ink-soft)">image </tspan>
            {image}
          </text>
        </g>
      ))}
    </svg>
  );
}
