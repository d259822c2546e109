// Three members, one down: the leader and one follower are still a majority.

const members = [
  { x: 148, y: 70, name: "etcd-1", address: "172.30.1.2", role: "리더", up: true },
  { x: 14, y: 190, name: "etcd-2", address: "172.30.1.3", role: "팔로워", up: true },
  { x: 282, y: 190, name: "etcd-3", address: "172.30.1.4", role: "쓰러짐", up: false },
];

export function EtcdMembers() {
  return (
    <svg
      viewBox="0 0 400 290"
      role="img"
      aria-labelledby="etcd-members-title etcd-members-desc"
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
      <title id="etcd-members-title">etcd 세 대와 과반수</title>
      <desc id="etcd-members-desc">
        API 서버가 2379 포트로 리더 etcd-1에 글을 써요. etcd-1은 2380 포트로 etcd-2와 etcd-3에
        복제해요. etcd-3은 쓰러져 점선으로 이어져 있지만, 셋 가운데 둘이 적었으므로 쓰기는 성공해요.
      </desc>

      <text x="200" y="16" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        kube-apiserver
      </text>
      <path d="M200 24V62" stroke="var(--accent)" strokeWidth="2" />
      <path d="M195 60L200 69L205 60Z" fill="var(--accent)" />
      <text x="210" y="48" fontSize="12" fill="var(--ink-soft)">
        쓰기 <tspan fontFamily="var(--font-mono)">:2379</tspan>
      </text>

      <path d="M160 144L92 184" stroke="var(--accent)" strokeWidth="2" />
      <path d="M84 189L94 187L90 180Z" fill="var(--accent)" />
      <path d="M240 144L312 188" stroke="var(--danger)" strokeWidth="1.5" strokeDasharray="4 4" />
      <text x="62" y="160" fontSize="12" fill="var(--ink-soft)">
        복제 <tspan fontFamily="var(--font-mono)">:2380</tspan>
      </text>
      <text x="290" y="160" fontSize="12" fill="var(--danger)">
        대답 없음
      </text>

      {members.map((m) => (
        <g key={m.name}>
          <rect
            x={m.x}
            y={m.y}
            width="104"
            height="74"
            rx="8"
            fill={m.up ? "var(--accent-soft)" : "var(--paper)"}
            stroke={m.up ? "var(--accent)" : "var(--danger)"}
            strokeWidth="1.5"
            strokeDasharray={m.up ? undefined : "4 4"}
          />
          <text
            x={m.x + 52}
            y={m.y + 22}
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontWeight="700"
          >
            {m.name}
          </text>
          <text
            x={m.x + 52}
            y={m.y + 41}
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="11"
            fill="var(--ink-soft)"
          >
            {m.address}
          </text>
          <text
            x={m.x + 52}
            y={m.y + 61}
            textAnchor="middle"
            fontSize="12"
            fill={m.up ? "var(--ink)" : "var(--danger)"}
          >
            {m.up ? `${m.role} · 적음` : m.role}
          </text>
        </g>
      ))}

      <text x="200" y="284" textAnchor="middle" fontWeight="600">
        3대 중 2대가 적었으니 성공
      </text>
    </svg>
  );
}
