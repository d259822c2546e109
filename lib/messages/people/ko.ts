/** Classes: joining, leaving, and who may see whose work. */
export const ko = {
  joinTitle: "반에 들어가기",
  joinHeading: "{cohort}에 초대받았어요",
  instructors: "강사 {names}",
  dates: "{from} – {to}",
  joinName: "이름",
  joinNameHint: "강사의 명단에 이 이름으로 보여요.",
  consentTitle: "강사가 볼 수 있는 것",
  consentAlways:
    "반에 들어오면 강사는 이름과 읽은 수업, 실습마다의 상태·점수·걸린 시간·마지막 활동을 봐요.",
  consentLabel: "실습 과정도 강사에게 보여 주기",
  consentDetail:
    "친 명령, 고친 파일, 채점 결과를 강사가 되돌려 보며 도와줄 수 있어요. 언제든 ‘내 계정’에서 바꿀 수 있고, 바꾸는 즉시 볼 수 없게 돼요.",
  join: "들어가기",
  joining: "들어가는 중…",
  joinFirst: "들어가려면 누구인지 알려 주세요.",
  alreadyIn: "이미 이 반에 있어요.",

  watchersTitle: "내 작업을 볼 수 있는 사람",
  watchersSelf: "나",
  watchersSelfDetail: "모든 것을 봐요.",
  watchersNobody: "들어간 반이 없어서, 다른 사람은 아무도 내 작업을 보지 못해요.",
  watchersAdmins: "나루 관리자",
  watchersAdminsDetail: "문제를 고칠 때 모든 것을 볼 수 있어요.",
  watchersDetail: "상태·점수·걸린 시간·마지막 활동과, 명령·파일·채점 결과까지 봐요.",
  watchersSummary: "상태·점수·걸린 시간·마지막 활동만 봐요.",
  joinedOn: "{date}에 들어갔어요.",
  leave: "반에서 나가기",
  leaveDetail: "나가면 이 반의 강사는 아무것도 볼 수 없어요. 내 작업은 그대로 남아요.",

  codeTitle: "초대 코드로 반에 들어가기",
  code: "초대 코드",
  codeHint: "강사가 알려 준 여덟 글자예요. 링크를 받았다면 링크를 열면 돼요.",
  codeNext: "확인",
} as const;
