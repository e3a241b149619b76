/** A term, a reason or a permit of what stands before, whoever tells it. */
export const ATTRIBUTE =
  /^(?:(?:[借贷融]款|债券|票据|执行|合作)?期限|到期日|(?:减持|增持|转让|回购|变动)原因|注册额度|本?批复|中标金额|目的)[为是自达延]/u;
