// The same object on both sides of the API server: its URL for clients, its key in etcd.

export function RegistryPath() {
  return (
    <svg
      viewBox="0 0 400 360"
      role="img"
      aria-labelledby="registry-path-title registry-path-desc"
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
      <title id="registry-path-title">API의 주소와 etcd의 키</title>
      <desc id="registry-path-desc">
        위에서 kubectl이 /api/v1/namespaces/dev/configmaps/c라는 주소로 API 서버를 불러요. API
        서버만 아래의 etcd와 2379 포트로 이어져 있고, 거기서 같은 오브젝트의 키는
        /registry/configmaps/dev/c예요. 로그와 exec는 etcd가 아니라 오른쪽의 kubelet에서 와요.
      </desc>

      <rect x="14" y="10" width="120" height="38" rx="6" fill="var(--paper)" stroke="var(--ink)" />
      <text x="74" y="34" textAnchor="middle" fontFamily="var(--font-mono)">
        kubectl
      </text>
      <path d="M74 48V108" stroke="var(--accent)" strokeWidth="2" />
      <path d="M69 106L74 115L79 106Z" fill="var(--accent)" />
      <text x="86" y="72" fontFamily="var(--font-mono)" fontSize="11.5">
        GET /api/v1/namespaces/
        <tspan fill="var(--accent)" fontWeight="700">
          dev
        </tspan>
      </text>
      <text x="115" y="89" fontFamily="var(--font-mono)" fontSize="11.5">
        /
        <tspan fill="var(--warning)" fontWeight="700">
          configmaps
        </tspan>
        /
        <tspan fill="var(--danger)" fontWeight="700">
          c
        </tspan>
      </text>

      <rect
        x="14"
        y="116"
        width="230"
        height="54"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="129" y="139" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="700">
        kube-apiserver
      </text>
      <text x="129" y="158" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        etcd에 말을 거는 단 하나
      </text>

      {/* what does not come from etcd */}
      <path d="M244 143H280" stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="4 4" />
      <rect
        x="282"
        y="116"
        width="104"
        height="54"
        rx="8"
        fill="var(--paper)"
        stroke="var(--ink-soft)"
        strokeDasharray="4 4"
      />
      <text x="334" y="139" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        kubelet
      </text>
      <text x="334" y="158" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        logs, exec
      </text>

      <path d="M74 170V216" stroke="var(--accent)" strokeWidth="2" />
      <path d="M69 214L74 223L79 214Z" fill="var(--accent)" />
      <text x="86" y="200" fontSize="12" fill="var(--ink-soft)">
        포트 <tspan fontFamily="var(--font-mono)">2379</tspan>, 인증서 필수
      </text>

      <rect
        x="14"
        y="224"
        width="372"
        height="124"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
      />
      <text x="28" y="246" fontFamily="var(--font-mono)" fontWeight="700">
        etcd
      </text>
      <g fontFamily="var(--font-mono)" fontSize="12.5">
        <rect x="22" y="256" width="356" height="26" rx="4" fill="var(--accent-soft)" />
        <text x="30" y="274">
          /registry/
          <tspan fill="var(--warning)" fontWeight="700">
            configmaps
          </tspan>
          /
          <tspan fill="var(--accent)" fontWeight="700">
            dev
          </tspan>
          /
          <tspan fill="var(--danger)" fontWeight="700">
            c
          </tspan>
        </text>
        <text x="30" y="302" fill="var(--ink-soft)">
          /registry/minions/node01
        </text>
        <text x="30" y="326" fill="var(--ink-soft)">
          /registry/pods/kube-system/etcd-controlplane
        </text>
      </g>
    </svg>
  );
}
